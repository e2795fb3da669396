"""How long studies are, which the app knows by the engine's names. Read for help texts."""

from models.study import LONG_STUDY_STEPS, STUDY_STEPS

__all__ = ["LONG_STUDY_STEPS", "STUDY_STEPS"]
