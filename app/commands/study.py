"""`impasto study`: tune the painting to one artwork, or share what was learned of it."""

import argparse
from pathlib import Path
from typing import Any

from app.interrupt import INTERRUPTED
from app.options import (
    add_engine_options,
    add_length_options,
    file_name,
    open_stylizer,
    report_study,
    study_length,
    style_picture,
)
from app.study_progress import follow_study, work_gently


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "study",
        help="learn one artwork thoroughly",
        description="Tune the painting itself to one artwork. The result is kept: from then on --style "
        "paints this picture with it. Ctrl-C stops and keeps what is there; the same command goes on. "
        "See docs/study.md.",
    )
    parser.add_argument("picture", help="style picture: a file, or the name of a bundled one (see `styles`)")
    add_length_options(parser)
    parser.add_argument(
        "--on",
        type=file_name,
        metavar="PATH",
        help="study on this photo, this clip, or a folder of them (default: a drawn scene)",
    )
    parser.add_argument(
        "--render-size", type=int, metavar="PIXELS", help="long side at which you will paint (default: as is)"
    )
    parser.add_argument(
        "--content-weight",
        type=float,
        metavar="W",
        help="more keeps shapes and faces, less lets the artwork in (default: 1.5)",
    )
    parser.add_argument("--more", type=int, metavar="STEPS", help="study on, so many steps more")
    parser.add_argument("--again", action="store_true", help="begin anew; replaces what was learned before")
    parser.add_argument(
        "--preview", type=file_name, metavar="FILE", help="picture that is written again every two seconds"
    )
    parser.add_argument(
        "--export", type=file_name, metavar="FILE", help="write the style to a .impasto file for others"
    )
    parser.add_argument(
        "--licence", default="", metavar="TEXT", help="line in that file: whose it is, what others may do"
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a file that --export names")
    parser.add_argument(
        "--keep-every", type=float, metavar="S", help="keep a result every so many seconds on the way"
    )
    parser.add_argument("--gently", action="store_true", help="at low priority, beside other work")
    parser.add_argument("--report", action="store_true", help="print each step as a line of JSON")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_engine_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Study; exit code 0, or 130 when it was stopped."""
    from engine import check_export, export_style, open_study, picture_file

    if args.gently:
        work_gently()
    if args.export:
        check_export(args.export, overwrite=args.overwrite)
    picture = style_picture(args.picture)
    file = picture_file(picture)
    stylizer = open_stylizer(args)
    length = study_length(args, stylizer)
    job = open_study(
        stylizer,
        file,
        args.on,
        **length,
        more=args.more,
        again=args.again,
        content_weight=args.content_weight,
    )
    finished = follow_study(
        job,
        picture.name,
        preview=args.preview,
        inputs=[picture, *_content(args.on)],
        keep_every=args.keep_every,
        report=args.report,
        quiet=args.quiet,
    )
    if not args.report:
        report_study(job, picture.name, stylizer, args, finished=finished)
    if args.export:
        export_style(
            stylizer, file, args.export, licence=args.licence, name=picture.stem, overwrite=args.overwrite
        )
        if not (args.quiet or args.json):
            print(f"{args.export} is written: give it to --style, here or on another machine.")
    return 0 if finished else INTERRUPTED


def _content(on: Path | None) -> list[Path]:
    """The files that are studied on."""
    if on is None:
        return []
    return list(on.iterdir()) if on.is_dir() else [on]
