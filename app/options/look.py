"""The look: its styles, strength and whatever else decides how a picture is painted."""

import argparse
import os
import sys
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.options.colour import add_colour_options
from app.options.values import split_weight, style_picture
from app.regions import NONE, SAME, RegionChoice

if TYPE_CHECKING:
    from engine import Region, Settings, Style, Stylizer


def add_style_options(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """`--style` and everything else that decides the look."""
    look = parser.add_argument_group("look")
    look.add_argument(
        "--style",
        dest="styles",
        metavar="PICTURE[:WEIGHT]",
        action="append",
        required=required,
        help="style picture: a file, or the name of a bundled one (see `styles`); "
        "give several, with weights, for a blend: --style a.jpg:0.7 --style b.jpg:0.3",
    )
    look.add_argument(
        "--strength",
        type=float,
        default=1.0,
        metavar="0..1",
        help="0 = the picture itself, 1 = full style (default)",
    )
    look.add_argument(
        "--texture",
        type=float,
        default=1.0,
        metavar="0..1",
        help="0 = calm, steadiest in a video; 1 = rough, with all strokes (default)",
    )
    look.add_argument(
        "--scale",
        type=float,
        default=1.0,
        metavar="0.5..2",
        help="stroke size: 0.5 = small strokes (slower), 2 = large ones (default: 1)",
    )
    look.add_argument(
        "--region",
        dest="regions",
        nargs=2,
        metavar=("MASK", "STYLE"),
        action="append",
        default=[],
        help="paint a part of the picture otherwise: MASK is person, background, left, right, top, bottom, "
        "circle, bright, dark, or a picture or video (white = inside, grey = blend), with ,invert=1 or "
        ",cut=1 (cut out what lies in it) behind it if wanted; STYLE is none, same or "
        "a style picture, with ,strength=0..1 or ,scale=0.5..2 behind it if wanted; give several, the last "
        "lies on top: --region person none --region left,at=0.3 mosaic,strength=0.5",
    )
    add_colour_options(parser)
    look.add_argument(
        "--render-size",
        type=int,
        metavar="PIXELS",
        help="long side at which the network runs; smaller is faster and paints larger strokes "
        "(default: as the source, at most 1920)",
    )
    look.add_argument(
        "--enlarge",
        default="guided",
        help="from the render size to the source's: guided along its edges (default), or plain and softer",
    )


def add_smoothing_option(parser: argparse.ArgumentParser, default: float) -> None:
    """Of moving pictures."""
    parser.add_argument(
        "--smoothing",
        type=float,
        default=default,
        metavar="0..1",
        help="hold back flicker: 0 = every frame for itself, 1 = steadiest; a film then takes about twice "
        f"as long (default: {default:g})",
    )


def read_settings(args: argparse.Namespace) -> "Settings":
    """The look the options ask for, without its styles: so values are checked before anything is loaded."""
    from engine import Settings

    names = {field.name for field in fields(Settings)} - {"styles", "regions"}
    values = {name: value for name, value in vars(args).items() if name in names}
    return Settings(regions=tuple(choice.checked() for choice in read_regions(args)), **values)


def read_regions(args: argparse.Namespace) -> list[RegionChoice]:
    """The regions the options ask for."""
    return [RegionChoice.parse(*words) for words in args.regions]


def learn_styles(
    settings: "Settings", args: argparse.Namespace, stylizer: "Stylizer", more_scales: "Iterable[float]" = ()
) -> "Settings":
    """The look with its styles, each `PICTURE[:WEIGHT]`, at all scales. Says when nothing can be kept."""
    more = set(more_scales)
    choices = zip(settings.regions, read_regions(args), strict=True)
    regions = tuple(_learned(region, choice, {settings.scale, *more}, stylizer) for region, choice in choices)
    settings = replace(settings, regions=regions)
    scales = {part.scale for part in settings.parts} | more
    learned = replace(
        settings, styles=tuple(_weighted_style(text, stylizer, scales) for text in args.styles or ())
    )
    for line in stylizer.warnings:
        print(f"impasto: {line}", file=sys.stderr)
    return learned


def read_files(args: argparse.Namespace) -> list[Path]:
    """The files that are read beside what is painted, which no result may replace."""
    regions = read_regions(args)
    names = [split_weight(text)[0] for text in (*(args.styles or ()), *(region.style for region in regions))]
    files = [Path(name) for name in names if os.path.isfile(name)]
    files += [file for region in regions if (file := region.mask_file)]
    return files + ([args.weights] if args.weights else [])


def _weighted_style(text: str, stylizer: "Stylizer", scales: "Iterable[float]") -> "tuple[Style, float]":
    name, weight = split_weight(text)
    return stylizer.learn(style_picture(name), scales=scales), weight


def _learned(
    region: "Region", choice: RegionChoice, scales: "Iterable[float]", stylizer: "Stylizer"
) -> "Region":
    if choice.style in (NONE, SAME):
        return region
    needed = {*scales, *(() if region.scale is None else (region.scale,))}
    return replace(region, styles=(_weighted_style(choice.style, stylizer, needed),))


def style_names(args: argparse.Namespace) -> list[str]:
    """Every style that the options name, as they name it, without its weight."""
    regions = (region.style for region in read_regions(args) if region.style not in (NONE, SAME))
    return [split_weight(text)[0] for text in (*(args.styles or ()), *regions)]
