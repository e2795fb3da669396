"""Films: how they stay in a device's memory from their decoder to their encoder."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
