"""Masks: which part of the picture is painted in which style, frame by frame."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
