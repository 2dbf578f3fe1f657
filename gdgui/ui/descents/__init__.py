"""The parts of the Descents dock, a concept each; gdgui.ui.panels.descents puts them together."""
