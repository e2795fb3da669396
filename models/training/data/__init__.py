"""Pictures of a training: found, prepared and measured once, then drawn in random batches."""

from models.training.data.artworks import Artworks, ArtworkWriter, StyleTargets
from models.training.data.batch import Batch, BatchSampler
from models.training.data.motion import draw_disturbance, draw_grid, move, move_noise
from models.training.data.pictures import (
    UNREADABLE,
    Squares,
    SquareWriter,
    artwork_views,
    is_sharp,
    kind,
    list_pictures,
    read_picture,
    to_tensor,
)

__all__ = [
    "UNREADABLE",
    "ArtworkWriter",
    "Artworks",
    "Batch",
    "BatchSampler",
    "SquareWriter",
    "Squares",
    "StyleTargets",
    "artwork_views",
    "draw_disturbance",
    "draw_grid",
    "is_sharp",
    "kind",
    "list_pictures",
    "move",
    "move_noise",
    "read_picture",
    "to_tensor",
]
