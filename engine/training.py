"""Training, which the app knows by the engine's names; all of it is below."""

from models.training import Training, TrainingOptions, TrainingProgress

__all__ = ["Training", "TrainingOptions", "TrainingProgress"]
