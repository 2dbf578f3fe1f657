"""The parts of the sweep's chart, a concept each; gdgui.ui.charts.sweep puts them together."""
