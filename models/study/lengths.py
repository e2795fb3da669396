"""How long studies are. Read for help texts, so it imports nothing."""

STUDY_STEPS = 160
"""Of a study of the default length."""

LONG_STUDY_STEPS = 1_200
"""Of a long one."""
