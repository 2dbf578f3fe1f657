"""The parts of the landscape, a concept each; gdgui.ui.charts.landscape puts them together.

A part takes the plot that it draws in, is shown a snapshot or where the chosen descent stands, and
takes on the colours of the theme when it is asked to.
"""
