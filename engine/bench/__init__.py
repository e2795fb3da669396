"""How fast this machine paints: ms per frame and stage, whole frames, and from capture to screen."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
