"""Measurements on outside data that does not travel with the project."""
