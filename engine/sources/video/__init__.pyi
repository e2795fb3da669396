"""A video file as a source: every frame, or played at its own speed."""

from .clip import open_clip as open_clip
from .file import VideoFileSource as VideoFileSource
from .later import LaterSource as LaterSource
from .part import PartSource as PartSource, VideoPart as VideoPart, parse_time as parse_time
from .playback import PlaybackSource as PlaybackSource
