"""Turns a source of frames into painted frames in sinks.

Everything a program needs is a name of this package, listed in `__init__.pyi`; importing it costs nothing
until a name is used.
"""

import os

import lazy_loader

# Both before anything imports cv2. With the first on, Windows' Media Foundation takes up to 30 s to open a
# camera; the second keeps OpenCV's own warnings about cameras out of a terminal: our errors say what failed.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")

# Where the system knows no home folder, libraries fail when imported (OpenVINO), or take "~" for a name.
# In this one nothing can be kept, which is said; all else works.
if os.name != "nt" and not os.path.isabs(os.environ.get("HOME", os.path.expanduser("~"))):
    os.environ["HOME"] = os.devnull

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
