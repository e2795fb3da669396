"""Timeline: looks at moments of a film, and what lies between them."""

from .on_beat import on_beat as on_beat
from .plan import (
    KeyframePlan as KeyframePlan,
    TimelinePlan as TimelinePlan,
    parse_keyframe as parse_keyframe,
    read_timeline as read_timeline,
)
from .timeline import Keyframe as Keyframe, Timeline as Timeline, Transition as Transition
