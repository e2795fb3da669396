"""Where frames come from."""

from .base import Source as Source
from .camera import (
    Camera as Camera,
    CameraSource as CameraSource,
    find_camera as find_camera,
    list_cameras as list_cameras,
)
from .camera_options import CameraOptions as CameraOptions
from .choice import Kind as Kind, SourceChoice as SourceChoice, without_password as without_password
from .network_stream import NetworkStreamSource as NetworkStreamSource
from .pattern import PatternSource as PatternSource
from .photo import PhotoSource as PhotoSource
from .screen import (
    Screen as Screen,
    ScreenRegion as ScreenRegion,
    ScreenSource as ScreenSource,
    list_screens as list_screens,
)
from .still import StillSource as StillSource
from .supervised import (
    Opener as Opener,
    SourceStatus as SourceStatus,
    SupervisedSource as SupervisedSource,
    Timeouts as Timeouts,
    abandoned_readers as abandoned_readers,
)
from .video import (
    LaterSource as LaterSource,
    PartSource as PartSource,
    PlaybackSource as PlaybackSource,
    VideoFileSource as VideoFileSource,
    VideoPart as VideoPart,
    open_clip as open_clip,
    parse_time as parse_time,
)
