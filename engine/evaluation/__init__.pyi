"""How near a network's pictures are to content and style, how steady they are, and what they cost."""

from .evaluation import Evaluation as Evaluation, Figures as Figures
from .options import EvaluationOptions as EvaluationOptions
