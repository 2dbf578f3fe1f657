"""The parts of the traces, a concept each; gdgui.ui.charts.traces puts them together."""
