"""CUDA: whole frames painted on the device; streams, buffers that stay, and captured graphs."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
