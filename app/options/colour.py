"""Options about the colours of the result."""

import argparse


def add_colour_options(parser: argparse.ArgumentParser) -> None:
    """The colours of the content, of the result, and of the palette."""
    colour = parser.add_argument_group("colour")
    colour.add_argument(
        "--keep-colors",
        type=_amount,
        nargs="?",
        const=1.0,
        default=0.0,
        metavar="0..1",
        help="keep the colours of the content, all of them or so much",
    )
    colour.add_argument(
        "--match-colors",
        action="store_true",
        help="keep them in another way: the style picture is recoloured like the content, then learned",
    )
    for name, least, default, what in (
        ("brightness", -1, 0.0, "added to the painting"),
        ("contrast", 0, 1.0, "of the painting; 2 = twice as much"),
        ("saturation", 0, 1.0, "of the painting's colours; 0 = grey, 2 = twice as much"),
    ):
        colour.add_argument(
            f"--{name}",
            type=float,
            default=default,
            metavar=f"{least}..{1 if least else 2}",
            help=f"{what} (default: {default:g})",
        )
    colour.add_argument(
        "--lock-palette", action="store_true", help="no colour leaves the palette of the style pictures"
    )


def _amount(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f'"{text}" is no amount; name the file before the options, or write --keep-colors 1'
        ) from None
