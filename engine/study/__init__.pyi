"""Studying a style: on what content, where the result is kept, and how people share it."""

from .content import frames_of as frames_of, scene_frames as scene_frames
from .job import StudyJob as StudyJob, StudyState as StudyState
from .lengths import LONG_STUDY_STEPS as LONG_STUDY_STEPS, STUDY_STEPS as STUDY_STEPS
from .opening import (
    StudyLength as StudyLength,
    open_study as open_study,
    picture_file as picture_file,
    study_style as study_style,
)
from .shared_file import (
    ENDING as ENDING,
    SharedStyle as SharedStyle,
    is_shared as is_shared,
    read_shared as read_shared,
    write_shared as write_shared,
)
from .sharing import (
    adopt_style as adopt_style,
    check_export as check_export,
    export_style as export_style,
)
from .store import StudiedStyles as StudiedStyles
from .studied import Studied as Studied
from .tuner import Tuner as Tuner
