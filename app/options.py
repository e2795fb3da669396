"""Options that several commands share, and what they become."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.colour_options import add_colour_options
from app.regions import NONE, SAME, RegionChoice
from app.report import HISTORY, note

if TYPE_CHECKING:
    from engine import Address, Region, Settings, Style, Stylizer

T = TypeVar("T")


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


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """Which network, and where it runs."""
    group = parser.add_argument_group("engine")
    group.add_argument("--network", metavar="NAME", help="see `models` (default: the first of them)")
    group.add_argument(
        "--weights", type=Path, metavar="FILE", help="other weights for the network, made with `train`"
    )
    group.add_argument(
        "--device",
        default="auto",
        help="auto, cuda, cuda:1 (of several), mps or cpu (default: auto; see `devices`)",
    )
    group.add_argument(
        "--precision", default="auto", help="auto, float32, bfloat16 or float16 (default: auto)"
    )
    group.add_argument("--runtime", default="auto", help="auto, openvino or torch (default: auto)")


def add_result_options(
    parser: argparse.ArgumentParser, output: "Callable[[str], Path | Address] | None" = None
) -> None:
    """Where results go (`output` reads the value of `-o`) and how much is said about them."""
    group = parser.add_argument_group("result")
    group.add_argument(
        "-o",
        "--output",
        type=output or file_name,
        help="file, or folder for a folder (default: NAME-painted beside the source)",
    )
    group.add_argument("--overwrite", action="store_true", help="replace an existing result")
    group.add_argument(
        "--quiet", action="store_true", help="no progress and no summary; warnings and errors only"
    )
    group.add_argument("--json", action="store_true", help="print the result as JSON on standard output")


def open_stylizer(args: argparse.Namespace) -> "Stylizer":
    """The engine the options ask for."""
    from engine import Stylizer

    stylizer = Stylizer(
        args.network,
        weights=args.weights,
        device=args.device,
        precision=args.precision,
        runtime=args.runtime,
    )
    choice = stylizer.choice
    note("device", f"{choice.device}, {choice.precision}, {choice.runtime}. {choice.reason}")
    return stylizer


def note_arguments(args: argparse.Namespace) -> None:
    """Keep the arguments for a report, and which of them name files."""
    known = {name: value for name, value in vars(args).items() if name not in ("run", "command")}
    for name, value in known.items():
        if isinstance(value, Path) or (value and name in ("source", "output")):
            HISTORY.names.hide(str(value))
        if name == "regions":
            HISTORY.names.hide(*(part.rpartition(",")[0] or part for pair in value for part in pair))
        if name == "at":
            HISTORY.names.hide(*(picture for _, look in value for picture in _pictures_in(look)))
        if name == "styles":
            HISTORY.names.hide(*(style for style in map(_style_file, value or ()) if style))
    note("command", args.command or "window")
    note("settings", ", ".join(f"{name} {value}" for name, value in known.items() if value is not None))


def _pictures_in(look: str) -> list[str]:
    """Of a keyframe: `style=b.jpg,strength=0.5`."""
    parts = (part.partition("=") for part in look.split(","))
    return [file for name, _, value in parts if name.strip() == "style" and (file := _style_file(value))]


def _style_file(text: str) -> str:
    """The picture's file, or nothing where it can only be the name of a bundled style."""
    name = split_weight(text)[0]
    return name if set(name) & set("./\\:~ ") or os.path.exists(name) else ""


def read_fields(kind: Callable[..., T], args: argparse.Namespace) -> T:
    """A frozen value whose fields are the options of a command, each under its own name."""
    return kind(**{field.name: getattr(args, field.name) for field in fields(kind)})  # type: ignore[arg-type]


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


def file_or_address(text: str) -> "Path | Address":
    """A file, or `scheme:rest` where an installed package knows the scheme."""
    from engine import parse_address

    return parse_address(text) or file_name(text)


def file_name(text: str) -> Path:
    """A file; a web address and `-` are refused with what can be done instead.

    Raises:
        UsageError: it is one of the two.
    """
    from engine import UsageError

    if text == "-":
        raise UsageError(
            "Standard input and output (-) cannot be painted: sizes and times stand at a file's end as well "
            "as at its start. Name a file (one that is called so: ./-)."
        )
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text) and not os.path.exists(text):
        raise UsageError(
            f"{text} is an address, and the commands paint files. Download it first; the window "
            "(impasto without a command) plays addresses of cameras and streams."
        )
    return Path(text)


def read_size(text: str) -> tuple[int, int]:
    """Width and height in pixels: `1280x720`, with an x of any kind.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    found = re.fullmatch(r"(\d+)[xX×](\d+)", text)  # noqa: RUF001 - the sign that people paste
    if found is None or min(int(found[1]), int(found[2])) < 1:
        raise argparse.ArgumentTypeError(
            f"'{text}' is not a size; write WIDTHxHEIGHT in pixels, such as 640x360"
        )
    return int(found[1]), int(found[2])


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


def read_files(args: argparse.Namespace) -> list[Path]:
    """The files that are read beside what is painted, which no result may replace."""
    regions = read_regions(args)
    names = [split_weight(text)[0] for text in (*(args.styles or ()), *(region.style for region in regions))]
    files = [Path(name) for name in names if os.path.isfile(name)]
    files += [file for region in regions if (file := region.mask_file)]
    return files + ([args.weights] if args.weights else [])


def style_picture(name: str) -> Path:
    """A file of this name, else the bundled style: a folder does not hide it."""
    from engine import UsageError, bundled_styles, find_style

    if not name:
        raise UsageError(
            "--style names no picture. Give a file, or the name of a bundled style: see `styles`."
        )
    bundled = {style.name for style in bundled_styles()}
    if os.path.isfile(name) or (os.path.exists(name) and name not in bundled):
        return Path(name)
    return find_style(name)


def split_weight(text: str) -> tuple[str, float]:
    """`a.jpg:0.7` -> (`a.jpg`, 0.7); a file that is really called so, or no number: weight 1."""
    name, colon, number = text.rpartition(":")
    if not colon or os.path.exists(text):  # `Path.exists` raises for names that are too long
        return text, 1.0
    try:
        return name, float(number)
    except ValueError:  # the colon of a Windows drive
        return text, 1.0
