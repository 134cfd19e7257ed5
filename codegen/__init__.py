"""Reads what ATen declares about itself and writes one typed Python package per dtype."""
