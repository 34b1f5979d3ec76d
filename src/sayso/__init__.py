"""Sayso: who did it, who says so, and is it escalating."""

__version__ = "0.1.0"
