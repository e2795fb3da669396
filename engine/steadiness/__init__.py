"""Steadiness: motion between frames, and what keeps a painted stream from flickering."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
