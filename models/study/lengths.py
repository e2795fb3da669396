"""How long studies are. Imports no torch."""

STEPS = 160
"""Of a study of the default length."""

LONG_STEPS = 1_200
"""Of a long one."""
