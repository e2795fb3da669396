"""Metrics of finished pictures, and the cost of a network."""
