"""Results on disk: written beside their place under a name of their own, by one run at a time."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
