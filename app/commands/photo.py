"""`impasto photo`: paint a picture file, or a folder of them."""

import argparse
from pathlib import Path
from typing import Any

from app.interrupt import INTERRUPTED
from app.options import (
    add_engine_options,
    add_result_options,
    add_study_option,
    add_style_options,
    file_name,
    hint_at_study,
    learn_styles,
    open_stylizer_for,
    read_files,
    read_settings,
    study_styles,
    style_names,
)
from app.run_tasks import run_tasks


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "photo",
        help="paint a picture file, or a folder of them",
        description="Paint a picture file, or every picture in a folder. EXIF and colour profile are kept.",
    )
    parser.add_argument("source", type=file_name, help="a picture file or a folder of them")
    add_style_options(parser)
    add_result_options(parser)
    add_study_option(parser)
    add_engine_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Paint; exit code 0, or 1 when a file failed."""
    from engine import PICTURES, Pipeline, Task, open_photo, plan_tasks

    look = read_settings(args)
    tasks = plan_tasks(args.source, args.output, PICTURES, keep=read_files(args))
    stylizer = open_stylizer_for(args, style_names(args), "photos")
    if not study_styles(args.styles, args.source, stylizer, args):
        return INTERRUPTED
    settings = learn_styles(look, args, stylizer)

    def open_job(task: Task) -> Pipeline:
        assert isinstance(task.input, Path) and isinstance(task.output, Path)
        return open_photo(task.input, task.output, stylizer, settings, overwrite=args.overwrite)

    code = run_tasks(tasks, open_job, stylizer, args)
    if code == 0:
        hint_at_study(settings, stylizer, args)
    return code
