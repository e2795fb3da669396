"""Masks: which part of the picture is painted in which style, frame by frame."""

from .base import MaskSource as MaskSource, Segment as Segment
from .division import Division as Division, divide as divide
from .mask import MASK_NAMES as MASK_NAMES, OF_ALL_MASKS as OF_ALL_MASKS, Mask as Mask
from .mask_stream import MaskStream as MaskStream, open_mask as open_mask
from .painted import (
    AnyMask as AnyMask,
    Maps as Maps,
    PaintedMask as PaintedMask,
    Weights as Weights,
    mask_of as mask_of,
)
from .text import parse_mask as parse_mask, split_mask as split_mask
