"""Networks, their weights, and how they are trained. Importing this package imports no torch."""
