"""Colour matching: the style picture gets the content's colours, and then it is learned."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from engine.colour.statistics import ColourStatistics, colours_of, coral
from engine.errors import UsageError
from engine.frame import Image, Pixels
from engine.settings import Blend, Settings, Statistics, Style

MAX_MATCHED: Final = 64
"""Matched styles that are remembered; each is a few kilobytes."""

QUALITY: Final = 95
"""JPEG: the pictures that styles keep."""


class ColourMatcher:
    """Styles with the colours of a content; each is learned once and remembered. Used by one thread."""

    def __init__(self, encode: Callable[[Image], Statistics]) -> None:
        """Be ready; `encode` learns a style picture (h, w, 3) uint8 RGB."""
        self._encode = encode
        self._matched: OrderedDict[tuple[bytes, bytes], Statistics] = OrderedDict()

    def match(self, settings: Settings, content: Pixels) -> Settings:
        """The settings with their styles learned in the colours of the content, as far as they are kept.

        What is learned at other scales gets the same change.

        Raises:
            UsageError: a style has no picture.
        """
        if not settings.match_colors or not settings.keep_colors:
            return settings
        colours = colours_of(content) if settings.match_colors is True else settings.match_colors
        amount = np.float32(settings.keep_colors)

        def matched(styles: Blend) -> Blend:
            return tuple((self._matched_style(style, colours, amount), weight) for style, weight in styles)

        regions = (
            replace(region, styles=None if region.styles is None else matched(region.styles))
            for region in settings.regions
        )
        return replace(settings, styles=matched(settings.styles), regions=tuple(regions))

    def _matched_style(self, style: Style, colours: ColourStatistics, amount: np.float32) -> Style:
        learned = style.statistics if style.tuning is None else self._statistics(style, None)
        change = amount * (self._statistics(style, colours) - learned)  # what was studied stays
        scaled = tuple((scale, statistics + change) for scale, statistics in style.scaled)
        return replace(style, statistics=style.statistics + change, scaled=scaled)

    def _statistics(self, style: Style, colours: ColourStatistics | None) -> Statistics:
        """What is learned of the picture in other colours; None: in its own."""
        key = (style.picture, b"" if colours is None else colours.key)
        if key not in self._matched:
            picture = opened(style)
            if colours is not None:
                picture = coral(colours_of(picture), colours).apply(picture)
            self._matched[key] = self._encode(picture)
            if len(self._matched) > MAX_MATCHED:
                self._matched.popitem(last=False)
        self._matched.move_to_end(key)
        return self._matched[key]


def packed(picture: Image) -> bytes:
    """A style picture as a style keeps it."""
    _, coded = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return coded.tobytes()


def opened(style: Style) -> Image:
    """The picture that a style was learned from, (h, w, 3) uint8 RGB.

    Raises:
        UsageError: the style was made without it.
    """
    if not style.picture:
        raise UsageError(
            f'The style "{style.name}" was made without its picture, so its colours cannot be matched. '
            "Learn it with Stylizer.learn."
        )
    decoded = cv2.imdecode(np.frombuffer(style.picture, np.uint8), cv2.IMREAD_COLOR_RGB)
    return np.asarray(decoded, np.uint8)
