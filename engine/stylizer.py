"""Stylizer: image in, painted image out. It owns the device, the precision and the network."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from numpy.typing import NDArray

from engine.devices import AUTO, Choice, choose
from engine.errors import UsageError
from engine.fingerprint import class_fingerprint, code_fingerprint
from engine.frame import Image, Pixels
from engine.masks import AnyMask, mask_of
from engine.networks import DEFAULT_NETWORK, find_network
from engine.painting import FramePainting
from engine.pictures import Picture, as_image, paint_like
from engine.pipeline import NO_STOPWATCH, StreamState
from engine.runtimes import Painting, open_runtime
from engine.settings import Look, Region, Settings, Style
from engine.study import StudiedStyles, study_style
from engine.style_cache import StyleCache, at_scales
from models.folders import cache_folder
from models.registry import NetworkInfo

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage
    from torch import Tensor

    from engine.runtimes import Runtime

    StylePicture = str | Path | bytes | NDArray[Any] | PillowImage | Tensor | Picture
    """A file, the name of a bundled style, the bytes of a file, or pixels."""

    StyleLike = Style | StylePicture | Mapping[Any, float] | Settings
    """What to paint with: a style or the picture of one, a blend `{style: weight}`, or all settings."""

T = TypeVar("T")


class Stylizer:
    """Paints images in the style of pictures. Used by one thread at a time.

        stylizer = Stylizer()
        painted = stylizer.stylize(image, "painting.jpg", strength=0.8)
        style = stylizer.learn("painting.jpg")  # `stylize` does it too, and remembers: this names it
        painted = stylizer.stylize(image, {style: 0.7, "ink-wash": 0.3})

    Raises:
        UsageError: unknown network, device, precision or runtime.
        DeviceError, ModelError: the device is not there; the weights are missing or damaged.
    """

    def __init__(
        self,
        network: str | None = None,
        *,
        weights: str | Path | None = None,
        device: str = AUTO,
        precision: str = AUTO,
        runtime: "str | Runtime" = AUTO,
        cache: str | Path | None = None,
    ) -> None:
        """Load a network.

        Args:
            network: a name from `list_networks`; None = the first of them.
            weights: a file of other weights for it, as a training leaves; None = its own.
            device: `auto`, `cuda` (of several the first; the second is `cuda:1`), `mps` or `cpu`.
            precision: `auto`, `float32`, `bfloat16` or `float16`.
            runtime: `auto`, `openvino`, `cuda`, `torch`, or a Runtime of your own, which decides both.
            cache: folder for style statistics; None = the platform's own.
        """
        self.entry: NetworkInfo = find_network(
            network or DEFAULT_NETWORK, None if weights is None else Path(weights)
        )
        if isinstance(runtime, str):
            choice = choose(device, precision, runtime)
            self.runtime, reason = open_runtime(self.entry, choice), choice.reason
        else:
            self.runtime, reason = runtime, "The runtime was given."
        self.choice = Choice(self.runtime.device, self.runtime.precision, self.runtime.name, reason)
        """Where and how the network runs, and why."""
        key = f"{self.entry.name}-{self.entry.fingerprint}-{code_fingerprint()}"
        if not isinstance(runtime, str):  # what another's runtime learns is not what ours would
            key += f"-{class_fingerprint(type(runtime))}"
        self._cache = Path(cache or cache_folder())
        learned = (size := self.runtime.statistics_size) and size * self.entry.textures
        self.studied = StudiedStyles(self.entry, self._cache, (learned, self.runtime.tuning_size))
        self.styles = StyleCache(key, self.runtime.learn_style, self.entry.style_side, self._cache, learned)
        """What it has learned, and studied; its `prepare` and `keep` are for any thread."""
        self.styles.paint_studied(self.studied, self.runtime.expect_tuning)
        self._painting = FramePainting(self.runtime, self.entry)

    @property
    def network(self) -> str:
        """Name of the network."""
        return self.entry.name

    @property
    def warnings(self) -> tuple[str, ...]:
        """That nothing can be kept for the next run, and why; said once."""
        if (reason := self.runtime.not_kept or self.styles.not_kept) is None:
            return ()
        return (
            f'Nothing can be kept in "{self._cache}" ({reason}), so it is all prepared anew each time. '
            "Make room there, or set IMPASTO_CACHE to another folder.",
        )

    def learn(
        self,
        picture: "StylePicture",
        name: str | None = None,
        *,
        decoded: Image | None = None,
        scales: Iterable[float] = (1.0,),
    ) -> Style:
        """Learn a style picture, or remember it.

        Args:
            picture: a file, the name of a bundled style, a file's bytes, or a picture as `stylize` takes it.
            name: of the style; None = the file's.
            decoded: the pixels of the file when they are known; then it is hashed, not decoded again.
            scales: stroke sizes, 0.5..2, at which it will be painted.

        Raises:
            PictureError: the file is not a picture.
            UsageError: there is no such file or style, or it is nothing that could be a picture.
        """
        picture, name = self.studied.resolve(picture, name)
        return at_scales(lambda scale: self._learned_at(picture, name, decoded, scale), scales)

    study = study_style

    def region(
        self,
        mask: "AnyMask | str | Path | NDArray[Any]",
        style: "StyleLike | None" = None,
        *,
        strength: float | None = None,
        scale: float | None = None,
    ) -> Region:
        """A part of the picture, for `regions=(...)`. What is None is as everywhere, but for the style.

        Args:
            mask: where: its text (`person`, `left,at=0.3`, `mask.png`; see `parse_mask`), a file, or an array
                (h, w), uint8 or float from 0 to 1, of any size.
            style: what to paint there, a style or a blend; None = nothing; `same` = as everywhere.
            strength: 0..1.
            scale: stroke size, 0.5..2; None = 1 for a style of its own, which is learned for it.

        Raises:
            UsageError, PictureError: as `settings_for`; or there is no such mask.
        """
        where = mask_of(mask)
        if style is None or style == "same":
            return Region(where, None if style else (), strength, scale)
        own = 1.0 if scale is None else scale
        return Region(where, self.settings_for(style, scale=own).styles, strength, own)

    def stylize(self, image: T, style: "StyleLike", **look: Unpack[Look]) -> T:
        """Paint a picture, or a batch of them.

        Args:
            image: a numpy array (H, W), (H, W, C) or (N, H, W, C); a torch tensor on any device (H, W),
                (C, H, W) or (N, C, H, W); C is 1, 3 or 4, values are uint8 or float from 0 to 1. Or a Pillow
                image, or what `load_picture` gives.
            style: what to paint with; see `settings_for`.
            **look: fields of `Settings`, such as `strength=0.8`; those of streams change nothing here.

        Returns:
            The kind, dtype and device of `image`, in memory of its own; grey becomes RGB, alpha is kept.

        Raises:
            UsageError: that is no picture or style, or the style of another network; a value is out of range.
            PictureError: the style's file is not a picture.
        """
        settings = self.settings_for(style, **look)
        return paint_like(image, lambda one: self.paint(one, settings))

    def settings_for(self, style: "StyleLike", **look: Unpack[Look]) -> Settings:
        """Settings that paint with a style, which is learned first where it is a picture.

        Args:
            style: a Style; a picture of one, as `learn` takes it; a blend `{style: weight}` of Styles, files
                and names; or Settings.
            **look: fields of `Settings`.

        Raises:
            UsageError, PictureError: as `stylize`.
        """
        if isinstance(style, Settings):
            return self._checked(replace(style, **look))
        settings = Settings(**look)  # a wrong value is said before a picture is learned
        scales = {part.scale for part in settings.parts}
        if isinstance(style, Mapping):
            styles = tuple((self._learned(one, scales), float(weight)) for one, weight in style.items())
        else:
            styles = ((self._learned(style, scales), 1.0),)
        if not styles:
            raise UsageError("There is no style to paint with; choose at least one.")
        return self._checked(replace(settings, styles=styles))

    @property
    def key(self) -> str:
        """The network and its weights: only a Style with this as its `network` can be painted."""
        return self.styles.network

    def paint(self, image: Image, settings: Settings, stream: StreamState | None = None) -> Image:
        """Paint one frame: what a pipeline calls, without any conversion.

        Args:
            image: (H, W, 3) uint8 RGB, C-contiguous, any size.
            settings: how.
            stream: that the frame belongs to, at its time; None: it is a picture by itself.

        Returns:
            (H, W, 3) uint8 RGB; the image itself at strength 0 or without a style.

        Raises:
            UsageError: a style was learned by another network.
            DeviceError: the device failed.
        """
        painting = self.begin(image, settings, stream)
        with (stream.stopwatch if stream else NO_STOPWATCH).measure("download"):
            return painting.wait()

    def begin(self, image: Pixels, settings: Settings, stream: StreamState | None = None) -> Painting:
        """Begin what `paint` does: with a device that takes whole frames this returns before it is done.

        Of at most `ahead` + 1 frames at a time. A frame in the device's memory stays there if it can.
        """
        checked = self._checked(settings) if settings.paints else settings
        if stream is not None:
            return self._painting.begin(image, checked, stream)
        with closing(StreamState()) as alone:
            return self._painting.begin(image, checked, alone)

    def needs_here(self, settings: Settings, width: int, height: int) -> str | None:
        """What cannot be done to a frame of so many pixels that stays on the device; None: all can."""
        return self._painting.needs_here(settings, width, height)

    @property
    def ahead(self) -> int:
        """Frames that may be begun before the first of them is waited for."""
        return self._painting.ahead

    def _learned(self, style: "Style | StylePicture", scales: Iterable[float]) -> Style:
        return style if isinstance(style, Style) else self.learn(style, scales=scales)

    def _learned_at(
        self, picture: "StylePicture", name: str | None, decoded: Image | None, scale: float
    ) -> Style:
        if isinstance(picture, Path | bytes):
            return self.styles.learn(picture, name, decoded, scale)
        return self.styles.learn_image(as_image(picture), name or "picture", scale)

    def _checked(self, settings: Settings) -> Settings:
        """The settings, if this network learned their styles."""
        for style, _ in (pair for part in settings.parts for pair in part.styles):
            if style.network != self.key:
                raise UsageError(
                    f'The style "{style.name}" was learned by the network {style.network}, and this is '
                    f"{self.key}. Learn it again with this one."
                )
        return settings
