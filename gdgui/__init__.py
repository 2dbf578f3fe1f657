"""Gradient Descent Lab: a laboratory for gradient descent, for lectures and for home."""

__version__ = "0.1.0"
