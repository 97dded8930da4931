"""Measurements: how well plans are read (`bench.evaluate`), how fast, and what confidences are worth. Not
installed.
"""
