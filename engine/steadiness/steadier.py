"""Steadier: all that holds flicker back in one stream, before and after the painting."""

from collections import defaultdict
from dataclasses import fields
from fractions import Fraction
from typing import Any, Final

from engine.frame import Image, Pixels
from engine.imaging import STRONGEST, RenderSize, TemporalFilter
from engine.masks import AnyMask, Mask
from engine.settings import Blend, Region, Settings, Style
from engine.steadiness.following import Following
from engine.steadiness.painting_filter import LIVE, OFFLINE, PaintingFilter

LONGEST_GAP_S: Final = Fraction(1, 2)
"""Seconds: frames further apart, or going back, do not belong together (a seek, a pause, another source)."""

LEAP: Final = 0.05
"""Of 1: settings that change by more from one frame to the next show at once; less is a fade, and blended."""


class Steadier:
    """The state of one stream: its content's noise is held back, then its painting follows the motion.

        steady = steadier.before(content, settings, time)
        painted = steadier.after(network(steady))

    Args:
        live: take little time, as a frame that comes late is worse than one that flickers.
    """

    def __init__(self, *, live: bool) -> None:
        self.live = live
        """It takes little time."""
        self._content_filter = TemporalFilter()
        self._painting_filter = PaintingFilter(LIVE if live else OFFLINE)
        self._time: Fraction | None = None
        self._settings = Settings()
        self._named: object | None = None

    def reset(self) -> None:
        """The next frame has nothing to do with those before."""
        self._content_filter.reset()
        self._painting_filter.reset()
        self._time = self._named = None

    def forget_painting(self) -> None:
        """The next painting is shown as it is: what is new in it should show at once."""
        self._painting_filter.reset()

    def before(self, content: Image, settings: Settings, time: Fraction) -> Image:
        """The content to paint from; the very picture without smoothing.

        Args:
            content: (H, W, 3) uint8 RGB, as the network takes it: what costs time grows with the render size.
            settings: it will be painted with; when they leap, the new ones show at once.
            time: of the frame, in seconds.
        """
        self._notice(settings, time)
        self._named = None  # a device has not seen this frame
        return self._content_filter.apply(content, self._smoothing)

    def after(self, painted: Image) -> Image:
        """What to show instead of the painting, (H, W, 3) uint8 RGB, of what `before` returned last."""
        return self._painting_filter.apply(painted, self._content_filter.half, self._smoothing)

    def follow(self, image: Pixels, size: RenderSize, settings: Settings, time: Fraction) -> Following:
        """What a device needs that keeps the pictures before by itself: instead of `before` and `after`.

        Args:
            image: the frame, (H, W, 3) uint8 RGB; of one on the device only a small picture is brought.
            size: at which it is painted.
            settings: as of `before`.
            time: of the frame, in seconds.
        """
        self._notice(settings, time)
        small = size.fit_small(image, self._painting_filter.short_side)
        steady = self._content_filter.apply(small, self._smoothing)
        motion = self._painting_filter.follow(steady, size.padded_width, size.padded_height)
        before, self._named = self._named, object()
        share = self._painting_filter.share(self._smoothing)
        content_share = STRONGEST * self._smoothing
        return Following(content_share, share, motion, small.shape[:2], before, self._named)

    def _notice(self, settings: Settings, time: Fraction) -> None:
        """Begin anew where the frame does not belong to those before, or is not to look like them."""
        if self._time is not None and not 0 <= time - self._time <= LONGEST_GAP_S:
            self.reset()
        if leaps(self._settings, settings):
            self.forget_painting()
        self._time, self._settings = time, settings

    @property
    def _smoothing(self) -> float:
        return self._settings.smoothing if self._settings.paints else 0.0


def leaps(before: Settings, now: Settings) -> bool:
    """Whether the second look is quite another than the first, and not a step on the way to it."""
    if before is now:
        return False
    return (
        _other_styles(before.styles, now.styles)
        or _other_regions(before.regions, now.regions)
        or _any_apart(before, now, but=("styles", "regions"))
    )


def _any_apart(before: Any, now: Any, but: tuple[str, ...]) -> bool:  # noqa: ANN401 - any dataclass
    names = (field.name for field in fields(before) if field.name not in but)
    return any(_apart(getattr(before, name), getattr(now, name)) for name in names)


def _other_regions(before: tuple[Region, ...], now: tuple[Region, ...]) -> bool:
    if len(before) != len(now):
        return True
    return any(
        _other_styles(one.styles or (), other.styles or ())
        or _any_apart(one, other, but=("styles", "mask"))
        or _other_masks(one.mask, other.mask)
        for one, other in zip(before, now, strict=True)
        if one is not other
    )


def _other_masks(before: AnyMask, now: AnyMask) -> bool:
    if isinstance(before, Mask) and isinstance(now, Mask):
        return _any_apart(before, now, but=())
    return before is not now


def _other_styles(before: Blend, now: Blend) -> bool:
    shares, others = _shares(before), _shares(now)
    return sum(abs(shares[one] - others[one]) for one in shares.keys() | others.keys()) / 2 > LEAP


def _apart(before: Any, now: Any) -> bool:  # noqa: ANN401 - a value of any field
    if isinstance(before, float) and isinstance(now, float):
        return abs(before - now) > LEAP
    return bool(before != now)


def _shares(styles: Blend) -> defaultdict[Style, float]:
    total = sum(weight for _, weight in styles)
    return defaultdict(float, {style: weight / total for style, weight in styles})
