"""Turns a source of frames into painted frames in sinks.

Everything a program needs is a name of this package; importing it costs nothing until a name is used.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.batch import PICTURES as PICTURES
    from engine.batch import VIDEOS as VIDEOS
    from engine.batch import Task as Task
    from engine.batch import plan_tasks as plan_tasks
    from engine.bench import BenchRecord as BenchRecord
    from engine.bench import bench_coding as bench_coding
    from engine.bench import bench_network as bench_network
    from engine.devices import Choice as Choice
    from engine.devices import Device as Device
    from engine.devices import choose as choose
    from engine.devices import list_devices as list_devices
    from engine.errors import DeviceError as DeviceError
    from engine.errors import ImpastoError as ImpastoError
    from engine.errors import ModelError as ModelError
    from engine.errors import PictureError as PictureError
    from engine.errors import SinkError as SinkError
    from engine.errors import SourceError as SourceError
    from engine.errors import UsageError as UsageError
    from engine.frame import Frame as Frame
    from engine.frame import Image as Image
    from engine.gallery import BundledStyle as BundledStyle
    from engine.gallery import bundled_styles as bundled_styles
    from engine.gallery import find_style as find_style
    from engine.jobs import VideoOptions as VideoOptions
    from engine.jobs import open_demo as open_demo
    from engine.jobs import open_photo as open_photo
    from engine.jobs import open_video as open_video
    from engine.meter import Reading as Reading
    from engine.networks import NetworkInfo as NetworkInfo
    from engine.networks import get_network as get_network
    from engine.networks import list_networks as list_networks
    from engine.picture import Picture as Picture
    from engine.picture import load_picture as load_picture
    from engine.picture_file import save_picture as save_picture
    from engine.pipeline import Pipeline as Pipeline
    from engine.settings import Settings as Settings
    from engine.settings import Style as Style
    from engine.stylizer import Stylizer as Stylizer

_MODULE_OF: dict[str, str] = {
    "BenchRecord": "bench",
    "BundledStyle": "gallery",
    "Choice": "devices",
    "Device": "devices",
    "DeviceError": "errors",
    "Frame": "frame",
    "Image": "frame",
    "ImpastoError": "errors",
    "ModelError": "errors",
    "NetworkInfo": "networks",
    "PICTURES": "batch",
    "Picture": "picture",
    "PictureError": "errors",
    "Pipeline": "pipeline",
    "Reading": "meter",
    "Settings": "settings",
    "SinkError": "errors",
    "SourceError": "errors",
    "Style": "settings",
    "Stylizer": "stylizer",
    "Task": "batch",
    "UsageError": "errors",
    "VIDEOS": "batch",
    "VideoOptions": "jobs",
    "bench_coding": "bench",
    "bench_network": "bench",
    "bundled_styles": "gallery",
    "choose": "devices",
    "find_style": "gallery",
    "get_network": "networks",
    "list_devices": "devices",
    "list_networks": "networks",
    "load_picture": "picture",
    "open_demo": "jobs",
    "open_photo": "jobs",
    "open_video": "jobs",
    "plan_tasks": "batch",
    "save_picture": "picture_file",
}

__all__ = list(_MODULE_OF)


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'engine' has no attribute '{name}'")
    return getattr(importlib.import_module(f"engine.{_MODULE_OF[name]}"), name)
