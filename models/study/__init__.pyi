"""Studying: a network's weights tuned to one artwork. Importing this package imports no torch."""

from .lengths import LONG_STUDY_STEPS as LONG_STUDY_STEPS, STUDY_STEPS as STUDY_STEPS
from .options import (
    StudyOptions as StudyOptions,
    StudyProgress as StudyProgress,
)
from .result import StudyResult as StudyResult
from .study import Study as Study
from .tuned import Tuning as Tuning, in_order as in_order
