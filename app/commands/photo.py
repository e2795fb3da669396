"""`impasto photo`: paint a picture file, or a folder of them."""

import argparse
from pathlib import Path
from typing import Any

from app.batch import run_tasks
from app.options import (
    add_engine_options,
    add_result_options,
    add_style_options,
    open_stylizer,
    read_settings,
)


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "photo",
        help="paint a picture file, or a folder of them",
        description="Paint a picture file, or every picture in a folder. EXIF and colour profile are kept.",
    )
    parser.add_argument("source", type=Path, help="a picture file or a folder of them")
    add_style_options(parser)
    add_result_options(parser)
    add_engine_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Paint; exit code 0, or 1 when a file failed."""
    from engine import PICTURES, Pipeline, Task, open_photo, plan_tasks

    read_settings(args)
    tasks = plan_tasks(args.source, args.output, PICTURES)
    stylizer = open_stylizer(args)
    settings = read_settings(args, stylizer)

    def open_job(task: Task) -> Pipeline:
        return open_photo(task.input, task.output, stylizer, settings, overwrite=args.overwrite)

    return run_tasks(tasks, open_job, stylizer, args)
