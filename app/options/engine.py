"""Which network paints, and where it runs."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from app.options.values import style_picture
from app.report import note

if TYPE_CHECKING:
    from engine import Stylizer, Work


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """Which network, and where it runs."""
    group = parser.add_argument_group("engine")
    group.add_argument(
        "--network",
        metavar="NAME",
        help="see `models` (default: the first of them; for photos, films and live views base, where it is "
        "fast enough and no style was studied)",
    )
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


def open_stylizer(args: argparse.Namespace, network: str | None = None) -> "Stylizer":
    """The engine the options ask for; `network` where they name none."""
    from engine import Stylizer

    stylizer = Stylizer(
        args.network or network,
        weights=args.weights,
        device=args.device,
        precision=args.precision,
        runtime=args.runtime,
    )
    choice = stylizer.choice
    note("network", stylizer.network)
    note("device", f"{choice.device}, {choice.precision}, {choice.runtime}. {choice.reason}")
    return stylizer


def open_stylizer_for(args: argparse.Namespace, styles: "Iterable[str]", work: "Work") -> "Stylizer":
    """The engine for what is painted in these styles, each a name or a file: the network is chosen for it.

    Not where the options name a network or weights, or ask for a study.
    """
    from engine import choose, network_for

    pictures = [style_picture(name) for name in styles]  # first: a name that is wrong is told at once
    if args.network or args.weights or getattr(args, "study", None):
        return open_stylizer(args)
    choice = choose(args.device, args.precision, args.runtime)
    return open_stylizer(args, network_for(pictures, choice, work))
