"""Sound: microphones, the sound of films that play, where it is heard, and its beats."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
