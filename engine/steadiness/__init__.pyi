"""Steadiness: motion between frames, and what keeps a painted stream from flickering."""

from .blender import (
    DETAIL_SIGMA as DETAIL_SIGMA,
    GIVEN_BACK as GIVEN_BACK,
    MOST_DETAIL as MOST_DETAIL,
    SETTLING as SETTLING,
)
from .defaults import LIVE_SMOOTHING as LIVE_SMOOTHING
from .flow import Flow as Flow, Follower as Follower, Mask as Mask, carry as carry
from .following import Following as Following, parts_of as parts_of
from .motion import Motion as Motion, MotionEstimator as MotionEstimator
from .painting_filter import PaintingFilter as PaintingFilter
from .steadier import Steadier as Steadier
