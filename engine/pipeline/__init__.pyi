"""From a source through the stylizer into sinks: threads, channels, meter, the live session."""

from .channel import BoundedQueue as BoundedQueue, Channel as Channel, LatestSlot as LatestSlot
from .live_session import JoinedSink as JoinedSink, LiveSession as LiveSession, Recording as Recording
from .meter import (
    NO_STOPWATCH as NO_STOPWATCH,
    Meter as Meter,
    Reading as Reading,
    Stopwatch as Stopwatch,
)
from .pipeline import Pipeline as Pipeline
from .stream_state import StreamState as StreamState
