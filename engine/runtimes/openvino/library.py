"""OpenVINO as we import it: `from engine.runtimes.openvino.library import ov`.

Its `__init__` imports its converter too, which we do not use: that takes longer than all the rest, and runs
OpenVINO's telemetry. So it is held back, until somebody asks OpenVINO for it.
"""

import sys
from typing import Any, Final

CONVERTER: Final = "openvino.tools.ovc"

_held_back = "openvino" not in sys.modules
if _held_back:
    # Python's way to say that a module is not to be imported; OpenVINO does without.
    sys.modules[CONVERTER] = None  # type: ignore[assignment]
try:
    import openvino as ov
finally:
    if _held_back:
        del sys.modules[CONVERTER]

__all__ = ["ov"]


def _later(name: str) -> Any:  # noqa: ANN401 - whatever the name is
    """A name of the package `openvino` that it has not (PEP 562): the converter, for the caller's own use."""
    if name != "convert_model":
        raise AttributeError(f"module 'openvino' has no attribute '{name}'")
    from openvino.tools.ovc import convert_model

    return convert_model


if _held_back:
    vars(ov).setdefault("__getattr__", _later)
