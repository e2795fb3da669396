"""A live source, supervised from a thread of its own, and opened again when it fails."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
