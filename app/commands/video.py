"""`impasto video`: paint a video file, or a folder of them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.interrupt import INTERRUPTED
from app.options import (
    add_engine_options,
    add_result_options,
    add_smoothing_option,
    add_study_option,
    add_style_options,
    add_timeline_options,
    beat_timeline,
    file_or_address,
    hint_at_study,
    learn_styles,
    learn_timeline,
    open_stylizer_for,
    read_plan,
    read_settings,
    read_with_plan,
    study_styles,
    style_names,
)
from app.run_tasks import run_tasks

if TYPE_CHECKING:
    from engine import VideoPart


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    from engine import VideoOptions

    usual = VideoOptions()
    parser = commands.add_parser(
        "video",
        help="paint a video file, or a folder of them",
        description="Paint a video file, or every video in a folder. Sound, timing and frame rate are kept. "
        "GIF, animated PNG and animated WebP are videos too, in and out: the ending of -o decides.",
    )
    parser.add_argument(
        "source",
        type=file_or_address,
        help="a video file, a folder of them, or SCHEME:REST of a package that adds a source",
    )
    add_style_options(parser, required=False)
    add_smoothing_option(parser, default=0.0)
    add_timeline_options(parser)
    parser.add_argument(
        "--no-deinterlace",
        dest="deinterlace",
        action="store_false",
        help="leave interlaced video as it is (default: it is deinterlaced, one frame for each frame)",
    )
    part = parser.add_argument_group("part")
    part.add_argument("--from", dest="start", metavar="TIME", help="begin there: 65, 1:05 or 1:01:05")
    part.add_argument("--to", dest="end", metavar="TIME", help="end there")
    part.add_argument(
        "--long-side", type=int, metavar="PIXELS", help="of the result, at most (default: as the video)"
    )
    add_result_options(parser, file_or_address)
    coding = parser.add_argument_group("coding")
    coding.add_argument(
        "--quality",
        type=int,
        default=usual.quality,
        metavar="0..100",
        help=f"of the picture (default: {usual.quality})",
    )
    coding.add_argument(
        "--encoder",
        default=usual.encoder,
        help="auto (libx264; libvpx-vp9 for .webm; h264_nvenc where a film stays on a GPU), "
        "or one of FFmpeg's: h264_nvenc, libx265, libsvtav1, ...",
    )
    coding.add_argument(
        "--anew",
        action="store_true",
        help="begin anew (default: a film whose painting was cut off is gone on with by the same command)",
    )
    add_study_option(parser)
    add_engine_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Paint; exit code 0, or 1 when a file failed."""
    from engine import VIDEOS, Address, Pipeline, Task, VideoOptions, open_video, output_format, plan_tasks

    look, plan = read_settings(args), read_plan(args)
    part = read_part(args)
    options = VideoOptions(args.encoder, args.quality, args.overwrite, resume=not args.anew)
    tasks = plan_tasks(args.source, args.output, VIDEOS, keep=read_with_plan(args, plan))
    for task in tasks:
        if not isinstance(task.output, Address):
            output_format(task.output, args.encoder)
    names = [*style_names(args), *(plan.names if plan else ())]
    stylizer = open_stylizer_for(args, names, "films")
    content = None if isinstance(args.source, Address) else args.source
    if not study_styles(args.styles, content, stylizer, args):
        return INTERRUPTED
    settings = learn_styles(look, args, stylizer, plan.scales if plan else ())
    looks = learn_timeline(plan, settings, stylizer) if plan else settings

    def open_job(task: Task) -> Pipeline:
        of_task = looks
        if args.on_beat is not None and isinstance(task.input, Path):
            of_task = beat_timeline(task.input, settings, args)
        return open_video(
            *(task.input, task.output, stylizer, of_task, options),
            deinterlace=args.deinterlace,
            part=part,
        )

    code = run_tasks(tasks, open_job, stylizer, args)
    if code == 0:
        hint_at_study(settings, stylizer, args)
    return code


def read_part(args: argparse.Namespace) -> "VideoPart | None":
    """From where to where and how large; None when nothing was asked for."""
    from engine import VideoPart, parse_time

    if args.start is None and args.end is None and args.long_side is None:
        return None
    end = None if args.end is None else parse_time(args.end)
    return VideoPart(parse_time(args.start or "0"), end, args.long_side)
