"""Colour: how colours of pictures are measured, matched, turned, and held to a palette."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
