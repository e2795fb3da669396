"""Options that several commands share, and what they become."""

from app.options.engine import add_engine_options, open_stylizer, open_stylizer_for
from app.options.look import (
    add_smoothing_option,
    add_style_options,
    learn_styles,
    read_files,
    read_settings,
    style_names,
)
from app.options.noted import note_arguments
from app.options.result import add_result_options
from app.options.study import (
    add_length_options,
    add_study_option,
    hint_at_study,
    report_study,
    study_length,
    study_styles,
)
from app.options.timeline import (
    add_timeline_options,
    beat_timeline,
    learn_timeline,
    read_plan,
    read_with_plan,
)
from app.options.values import file_name, file_or_address, read_fields, read_size, split_weight, style_picture

__all__ = [
    "add_engine_options",
    "add_length_options",
    "add_result_options",
    "add_smoothing_option",
    "add_study_option",
    "add_style_options",
    "add_timeline_options",
    "beat_timeline",
    "file_name",
    "file_or_address",
    "hint_at_study",
    "learn_styles",
    "learn_timeline",
    "note_arguments",
    "open_stylizer",
    "open_stylizer_for",
    "read_fields",
    "read_files",
    "read_plan",
    "read_settings",
    "read_size",
    "read_with_plan",
    "report_study",
    "split_weight",
    "study_length",
    "study_styles",
    "style_names",
    "style_picture",
]
