"""What draws the bundled style pictures and the demo scene; no frame of a person's passes through here."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
