"""Studying a style: on what content, where the result is kept, and how people share it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
