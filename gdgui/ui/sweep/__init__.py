"""The parts of the sweep's chart, a concept each; gdgui.ui.charts._sweep puts them together."""
