"""What a video file is made of: containers, colour, HDR, sound, encoders."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
