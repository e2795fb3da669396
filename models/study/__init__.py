"""Studying: a network's weights tuned to one artwork. Importing this package imports no torch."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
