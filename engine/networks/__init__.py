"""Networks: which there are, how to get those that do not come with Impasto, and which one paints files."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
