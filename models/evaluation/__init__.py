"""Metrics of finished pictures."""
