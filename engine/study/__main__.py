"""Studies the bundled styles: `python -m engine.study --on DIR [--steps N] [--content-weight W] [NAME ...]`.

The results go beside the pictures, into `engine/artwork/studied`: they are part of a release, made again
when the weights change. A run that was stopped is gone on with; what is done is only copied.
"""

import argparse
import sys
from pathlib import Path

from engine.artwork import bundled_styles, studied_folder
from engine.study.opening import open_study, picture_file
from engine.study.store import SUFFIX, write
from engine.stylizer import Stylizer

STEPS = 400
"""They are what people see first."""


def main(arguments: list[str]) -> None:
    """Study the named styles, or all."""
    parser = argparse.ArgumentParser(prog="python -m engine.study")
    parser.add_argument("names", nargs="*", metavar="NAME", help="bundled styles (default: all)")
    parser.add_argument("--on", type=Path, metavar="DIR", help="folder of photos (default: a drawn scene)")
    parser.add_argument("--steps", type=int, default=STEPS, metavar="N")
    parser.add_argument(
        "--content-weight", type=float, metavar="WEIGHT", help="more keeps faces (default: 1.5)"
    )
    parser.add_argument("--render-size", type=int, metavar="PIXELS")
    parser.add_argument("--out", type=Path, default=studied_folder(), metavar="DIR")
    args = parser.parse_args(arguments)
    stylizer = Stylizer()
    for style in bundled_styles():
        if not args.names or style.name in args.names:
            study_one(stylizer, style.path, args)


def study_one(stylizer: Stylizer, picture: Path, args: argparse.Namespace) -> None:
    """Study one style, and put the result in its place."""
    device = stylizer.choice.trains_on
    stylizer.studied.bundled = {}  # what the release before had is not where this one begins
    job = open_study(
        stylizer,
        picture_file(picture),
        args.on,
        steps=args.steps,
        render_size=args.render_size,
        content_weight=args.content_weight,
        device=device,
    )
    for state in job.steps():
        if state.done % 20 == 0:
            print(f"{picture.stem}: step {state.done}, {state.left_s:.0f} s left", flush=True)
    job.keep()
    write(args.out / f"{picture.stem}{SUFFIX}", job.kept.read_bytes())


if __name__ == "__main__":
    main(sys.argv[1:])
