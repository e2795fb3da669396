"""Where painted frames go."""

from .base import Sink as Sink
from .kept import Kept as Kept
from .lent import LentSink as LentSink
from .preview import PreviewSlot as PreviewSlot
from .recording import RecordingSink as RecordingSink, default_recording_path as default_recording_path
from .recording_containers import (
    RECORDING_QUALITY as RECORDING_QUALITY,
    RECORDING_SUFFIXES as RECORDING_SUFFIXES,
)
from .still import StillSink as StillSink
from .video_file import VideoFileSink as VideoFileSink
from .video_options import VideoOptions as VideoOptions
from .virtual_camera import (
    DeviceOpener as DeviceOpener,
    VirtualCameraSink as VirtualCameraSink,
    VirtualDevice as VirtualDevice,
)
from .virtual_camera_setup import (
    VirtualCameraSetup as VirtualCameraSetup,
    virtual_camera_setup as virtual_camera_setup,
)
