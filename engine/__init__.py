"""Turns a source of frames into painted frames in sinks.

Everything a program needs is a name of this package; importing it costs nothing until a name is used.
"""

import importlib
import os
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
    from engine.evaluation.evaluation import Evaluation as Evaluation
    from engine.evaluation.evaluation import EvaluationOptions as EvaluationOptions
    from engine.evaluation.evaluation import Figures as Figures
    from engine.folders import data_folder as data_folder
    from engine.frame import Frame as Frame
    from engine.frame import Image as Image
    from engine.gallery import BundledStyle as BundledStyle
    from engine.gallery import bundled_styles as bundled_styles
    from engine.gallery import find_style as find_style
    from engine.jobs import VideoOptions as VideoOptions
    from engine.jobs import open_demo as open_demo
    from engine.jobs import open_photo as open_photo
    from engine.jobs import open_video as open_video
    from engine.live import LiveSession as LiveSession
    from engine.live import Recording as Recording
    from engine.live import SourceChoice as SourceChoice
    from engine.meter import Reading as Reading
    from engine.microphone import Microphone as Microphone
    from engine.microphone import SystemMicrophone as SystemMicrophone
    from engine.microphone import list_microphones as list_microphones
    from engine.networks import DEFAULT_NETWORK as DEFAULT_NETWORK
    from engine.networks import NetworkInfo as NetworkInfo
    from engine.networks import get_network as get_network
    from engine.networks import list_networks as list_networks
    from engine.pictures.picture import Picture as Picture
    from engine.pictures.picture import load_picture as load_picture
    from engine.pictures.picture_file import save_picture as save_picture
    from engine.pipeline import Pipeline as Pipeline
    from engine.settings import LIVE_SMOOTHING as LIVE_SMOOTHING
    from engine.settings import Settings as Settings
    from engine.settings import Style as Style
    from engine.sinks.preview import PreviewSlot as PreviewSlot
    from engine.sinks.recording import RecordingSink as RecordingSink
    from engine.sinks.recording import default_recording_path as default_recording_path
    from engine.snapshot import save_snapshot as save_snapshot
    from engine.sources.attempt import abandoned_readers as abandoned_readers
    from engine.sources.camera import Camera as Camera
    from engine.sources.camera import CameraSource as CameraSource
    from engine.sources.camera import list_cameras as list_cameras
    from engine.sources.playback import PlaybackSource as PlaybackSource
    from engine.sources.screen import Screen as Screen
    from engine.sources.screen import ScreenRegion as ScreenRegion
    from engine.sources.screen import ScreenSource as ScreenSource
    from engine.sources.screen import list_screens as list_screens
    from engine.sources.status import Patience as Patience
    from engine.sources.status import SourceStatus as SourceStatus
    from engine.sources.stream import AddressSource as AddressSource
    from engine.sources.watched import WatchedSource as WatchedSource
    from engine.stylizer import Stylizer as Stylizer
    from engine.training import Training as Training
    from engine.training import TrainingOptions as TrainingOptions
    from engine.training import TrainingProgress as TrainingProgress
    from engine.video.encoders import available_encoders as available_encoders

_MODULE_OF: dict[str, str] = {
    "AddressSource": "sources.stream",
    "BenchRecord": "bench",
    "BundledStyle": "gallery",
    "Camera": "sources.camera",
    "CameraSource": "sources.camera",
    "Choice": "devices",
    "DEFAULT_NETWORK": "networks",
    "Device": "devices",
    "DeviceError": "errors",
    "Evaluation": "evaluation.evaluation",
    "EvaluationOptions": "evaluation.evaluation",
    "Figures": "evaluation.evaluation",
    "Frame": "frame",
    "Image": "frame",
    "ImpastoError": "errors",
    "LIVE_SMOOTHING": "settings",
    "LiveSession": "live",
    "Microphone": "microphone",
    "ModelError": "errors",
    "NetworkInfo": "networks",
    "PICTURES": "batch",
    "Patience": "sources.status",
    "Picture": "pictures.picture",
    "PictureError": "errors",
    "Pipeline": "pipeline",
    "PlaybackSource": "sources.playback",
    "PreviewSlot": "sinks.preview",
    "Reading": "meter",
    "Recording": "live",
    "RecordingSink": "sinks.recording",
    "Screen": "sources.screen",
    "ScreenRegion": "sources.screen",
    "ScreenSource": "sources.screen",
    "Settings": "settings",
    "SinkError": "errors",
    "SourceChoice": "live",
    "SourceError": "errors",
    "SourceStatus": "sources.status",
    "Style": "settings",
    "Stylizer": "stylizer",
    "SystemMicrophone": "microphone",
    "Task": "batch",
    "Training": "training",
    "TrainingOptions": "training",
    "TrainingProgress": "training",
    "UsageError": "errors",
    "VIDEOS": "batch",
    "VideoOptions": "jobs",
    "WatchedSource": "sources.watched",
    "abandoned_readers": "sources.attempt",
    "available_encoders": "video.encoders",
    "bench_coding": "bench",
    "bench_network": "bench",
    "bundled_styles": "gallery",
    "choose": "devices",
    "data_folder": "folders",
    "default_recording_path": "sinks.recording",
    "find_style": "gallery",
    "get_network": "networks",
    "list_cameras": "sources.camera",
    "list_devices": "devices",
    "list_microphones": "microphone",
    "list_networks": "networks",
    "list_screens": "sources.screen",
    "load_picture": "pictures.picture",
    "open_demo": "jobs",
    "open_photo": "jobs",
    "open_video": "jobs",
    "plan_tasks": "batch",
    "save_picture": "pictures.picture_file",
    "save_snapshot": "snapshot",
}

# Both before anything imports cv2. With the first on, Windows' Media Foundation takes up to 30 s to open a
# camera; and OpenCV's own warnings about cameras would spoil a terminal: what fails is said by our errors.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")

__all__ = list(_MODULE_OF)


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'engine' has no attribute '{name}'")
    return getattr(importlib.import_module(f"engine.{_MODULE_OF[name]}"), name)
