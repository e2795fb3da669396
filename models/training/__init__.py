"""Training of the networks: pictures -> batches -> objective -> steps -> checkpoints -> weights."""

from models.training.features import load_features, normalise
from models.training.options import TrainingOptions, TrainingProgress
from models.training.training import Training

__all__ = ["Training", "TrainingOptions", "TrainingProgress", "load_features", "normalise"]
