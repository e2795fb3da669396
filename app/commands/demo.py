"""`impasto demo`: paint a short clip of a moving scene drawn by code."""

import argparse
from pathlib import Path
from typing import Any

from app.options import add_engine_options, add_style_options, learn_styles, open_stylizer, read_settings
from app.run_tasks import run_pipeline

OUTPUT = Path("impasto-demo.mp4")
STYLE = "oil-strokes"


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "demo",
        help="paint a short clip that needs no file of yours",
        description=f"Paint four seconds of a moving scene drawn by code into {OUTPUT}, in this folder.",
    )
    add_style_options(parser, required=False)
    add_engine_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Paint, and say where the clip is; an earlier demo is replaced."""
    from engine import open_demo

    args.styles = args.styles or [STYLE]
    look = read_settings(args)
    stylizer = open_stylizer(args)
    settings = learn_styles(look, args, stylizer)
    pipeline = run_pipeline(lambda: open_demo(OUTPUT, stylizer, settings), "demo", quiet=False)
    reading = pipeline.meter.read()
    print(f"Painted {reading.frames} frames in {reading.seconds:.1f} s. The clip is {OUTPUT.resolve()}")
    return 0
