"""Stylizer: image in, painted image out. It owns the device, the precision and the network."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, Unpack

import numpy as np
from numpy.typing import NDArray

from engine.artwork import style_file
from engine.devices import AUTO, Choice, choose
from engine.errors import UsageError
from engine.fingerprint import class_fingerprint, code_fingerprint
from engine.frame import Image
from engine.imaging import RenderSize, enlarge, keep_colors, show_through, shrink
from engine.networks import DEFAULT_NETWORK, find_network
from engine.pictures import Picture, as_image, paint_like
from engine.settings import Look, Settings, Statistics, Style
from engine.style_cache import StyleCache
from models.folders import cache_folder
from models.registry import NetworkInfo
from models.textures import at_texture

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from PIL.Image import Image as PillowImage
    from torch import Tensor

    from engine.runtimes import Runtime

    StylePicture = str | Path | bytes | NDArray[Any] | PillowImage | Tensor | Picture
    """A file, the name of a bundled style, the bytes of a file, or pixels."""

    StyleLike = Style | StylePicture | Mapping[Any, float] | Settings
    """What to paint with: a style or the picture of one, a blend `{style: weight}`, or all settings."""

T = TypeVar("T")


class Stopwatch(Protocol):
    """What measures the stages of a frame; `engine.pipeline.Meter` is one."""

    def measure(self, stage: str) -> "AbstractContextManager[None]":
        """Time what happens inside the `with` block."""


class _NoStopwatch:
    def measure(self, stage: str) -> "AbstractContextManager[None]":
        return nullcontext()


class Stylizer:
    """Paints images in the style of pictures. Used by one thread at a time.

        stylizer = Stylizer()
        painted = stylizer.stylize(image, "painting.jpg", strength=0.8)
        style = stylizer.learn("painting.jpg")  # `stylize` does it too, and remembers: this names it
        painted = stylizer.stylize(image, {style: 0.7, "ink-wash": 0.3})

    Raises:
        UsageError: unknown network, device, precision or runtime.
        DeviceError: the device is not there.
        ModelError: the network's weights are missing or damaged.
    """

    def __init__(
        self,
        network: str | None = None,
        *,
        weights: Path | None = None,
        device: str = AUTO,
        precision: str = AUTO,
        runtime: "str | Runtime" = AUTO,
        cache: Path | None = None,
    ) -> None:
        """Load a network.

        Args:
            network: a name from `list_networks`; None = the first of them.
            weights: a file of other weights for it, as a training leaves; None = its own.
            device: `auto`, `cuda`, `mps` or `cpu`.
            precision: `auto`, `float32`, `bfloat16` or `float16`.
            runtime: `auto`, `openvino`, `torch`, or a Runtime of your own, which decides the two above.
            cache: folder for style statistics; None = the platform's own.
        """
        self.entry: NetworkInfo = find_network(network or DEFAULT_NETWORK, weights)
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
        self._cache = cache or cache_folder()
        size = self.runtime.statistics_size
        learned = size and size * self.entry.textures
        self.styles = StyleCache(key, self.runtime.encode_style, self.entry.style_side, self._cache, learned)
        """What it has learned; its `prepare` and `keep` are for any thread."""

    @property
    def network(self) -> str:
        """Name of the network."""
        return self.entry.name

    @property
    def warnings(self) -> tuple[str, ...]:
        """That nothing can be kept for the next run, and why; said once."""
        reason = self.runtime.not_kept or self.styles.not_kept
        if reason is None:
            return ()
        return (
            f'Nothing can be kept in "{self._cache}" ({reason}), so it is all prepared anew each time. '
            "Make room there, or set IMPASTO_CACHE to another folder.",
        )

    def learn(
        self, picture: "StylePicture", name: str | None = None, *, decoded: Image | None = None
    ) -> Style:
        """Learn a style picture, or remember it.

        Args:
            picture: a file, the name of a bundled style, the bytes of a file, or one picture as `stylize`
                takes it.
            name: of the style; None = the file's.
            decoded: the pixels of the file when they are known; then it is hashed, not decoded again.

        Raises:
            PictureError: the file is not a picture.
            UsageError: there is no such file or style, or it is nothing that could be a picture.
        """
        if isinstance(picture, str):
            picture = style_file(picture)
        if isinstance(picture, Path | bytes):
            return self.styles.learn(picture, name, decoded)
        return self.styles.learn_image(as_image(picture), name or "picture")

    def stylize(self, image: T, style: "StyleLike", **look: Unpack[Look]) -> T:
        """Paint a picture, or a batch of them.

        Args:
            image: a numpy array (H, W), (H, W, C) or (N, H, W, C); a torch tensor on any device (H, W),
                (C, H, W) or (N, C, H, W); C is 1, 3 or 4, values are uint8 or float from 0 to 1. Or a Pillow
                image, or what `load_picture` gives.
            style: what to paint with; see `settings_for`.
            **look: fields of `Settings`, such as `strength=0.8`. `smoothing` and `mirror` are those of
                streams; they change nothing here.

        Returns:
            The kind, dtype and device of `image`, in memory of its own; grey becomes RGB, alpha is kept.

        Raises:
            UsageError: that is no picture or style; a value is out of its range; the style was learned by
                another network.
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
        if isinstance(style, Mapping):
            styles = tuple((self._learned(one), float(weight)) for one, weight in style.items())
        else:
            styles = ((self._learned(style), 1.0),)
        if not styles:
            raise UsageError("There is no style to paint with; choose at least one.")
        return self._checked(replace(settings, styles=styles))

    @property
    def key(self) -> str:
        """The network and its weights: only a Style with this as its `network` can be painted."""
        return self.styles.network

    def _learned(self, style: "Style | StylePicture") -> Style:
        return style if isinstance(style, Style) else self.learn(style)

    def paint(self, image: Image, settings: Settings, stopwatch: Stopwatch | None = None) -> Image:
        """Paint one frame: what a pipeline calls, without any conversion.

        Args:
            image: (H, W, 3) uint8 RGB, C-contiguous, any size.
            settings: how.
            stopwatch: measures the stages `fit`, `upload`, `network`, `download`, `restore`.

        Returns:
            (H, W, 3) uint8 RGB; the image itself at strength 0 or without a style.

        Raises:
            UsageError: a style was learned by another network.
            DeviceError: the device failed.
        """
        if not settings.paints:
            return image
        self._checked(settings)
        measure = (stopwatch or _NoStopwatch()).measure
        size = RenderSize.of(image, settings.render_size, self.entry.multiple)
        with measure("fit"):
            content = size.fit(image)
            statistics = self._statistics(content, settings)
        with measure("upload"):
            uploaded = self.runtime.upload(content)
        with measure("network"):
            painted = self.runtime.network(uploaded, statistics)
        with measure("download"):
            downloaded = self.runtime.download(painted)
        with measure("restore"):
            guide = image if settings.enlarge == "guided" else None
            restored = show_through(size.restore(downloaded, guide), image, settings.strength)
            return keep_colors(restored, image) if settings.keep_colors else restored

    def _checked(self, settings: Settings) -> Settings:
        """The settings, if this network learned their styles."""
        for style, _ in settings.styles:
            if style.network != self.key:
                raise UsageError(
                    f'The style "{style.name}" was learned by the network {style.network}, and this is '
                    f"{self.key}. Learn it again with this one."
                )
        return settings

    def _statistics(self, content: Image, settings: Settings) -> Statistics:
        """Blend, texture, then strength: a lerp from the content's own (the paper's alpha, section 7.3)."""
        blend = at_texture(settings.blend(), settings.texture, self.entry.textures)
        if settings.strength == 1.0:
            return blend
        own = np.zeros_like(blend)
        if self.entry.own_side != 0:
            picture = enlarge(shrink(content, long_side=self.entry.own_side))
            own = at_texture(self.runtime.encode_style(picture), settings.texture, self.entry.textures)
        return own + np.float32(settings.strength) * (blend - own)


def open_runtime(entry: NetworkInfo, choice: Choice) -> "Runtime":
    """The runtime of a choice, with a network in it."""
    if choice.runtime == "openvino":
        from engine.runtimes import OpenVinoRuntime

        return OpenVinoRuntime(entry, choice.precision)
    from engine.runtimes import TorchRuntime

    return TorchRuntime(entry, choice.device, choice.precision)
