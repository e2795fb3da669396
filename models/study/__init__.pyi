"""Studying: a network's weights tuned to one artwork. Importing this package imports no torch."""

from .options import (
    STEPS as STEPS,
    StudyOptions as StudyOptions,
    StudyProgress as StudyProgress,
)
from .result import StudyResult as StudyResult
from .study import Study as Study
from .tuned import Tuning as Tuning, in_order as in_order
