"""Stylizer: image in, painted image out. It owns the device, the precision and the network."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from engine.devices import AUTO, Choice, choose
from engine.fingerprint import class_fingerprint, code_fingerprint
from engine.frame import Image
from engine.imaging import RenderSize, enlarge, keep_colors, show_through, shrink
from engine.networks import DEFAULT_NETWORK, find_network
from engine.settings import Settings, Statistics, Style
from engine.style_cache import StyleCache
from models.folders import cache_folder
from models.registry import NetworkInfo

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from engine.runtimes import Runtime


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
        style = stylizer.learn(Path("painting.jpg"))
        painted = stylizer.stylize(image, Settings(styles=((style, 1.0),)))

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
        self._styles = StyleCache(
            key, self.runtime.encode_style, self.entry.style_side, self._cache, self.runtime.statistics_size
        )

    @property
    def network(self) -> str:
        """Name of the network."""
        return self.entry.name

    @property
    def warnings(self) -> tuple[str, ...]:
        """That nothing can be kept for the next run, and why; said once."""
        reason = self.runtime.not_kept or self._styles.not_kept
        if reason is None:
            return ()
        return (
            f'Nothing can be kept in "{self._cache}" ({reason}), so it is all prepared anew each time. '
            "Make room there, or set IMPASTO_CACHE to another folder.",
        )

    def learn(
        self, picture: Path | bytes | Image, name: str | None = None, *, decoded: Image | None = None
    ) -> Style:
        """Learn a style picture, or remember it: a file, a file's bytes, or (H, W, 3) uint8 RGB.

        Args:
            picture: what to learn.
            name: of the style; None = the file's.
            decoded: the pixels of the file when they are known; then it is hashed, not decoded again.

        Raises:
            PictureError: not a picture.
        """
        if isinstance(picture, np.ndarray):
            return self._styles.learn_image(picture, name or "picture")
        return self._styles.learn(picture, name, decoded)

    def stylize(self, image: Image, settings: Settings, stopwatch: Stopwatch | None = None) -> Image:
        """Paint.

        Args:
            image: (H, W, 3) uint8 RGB, C-contiguous, any size.
            settings: how.
            stopwatch: measures the stages `fit`, `upload`, `network`, `download`, `restore`.

        Returns:
            (H, W, 3) uint8 RGB; the image itself at strength 0 or without a style.
        """
        if not settings.paints:
            return image
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
            restored = show_through(size.restore(downloaded), image, settings.strength)
            return keep_colors(restored, image) if settings.keep_colors else restored

    def _statistics(self, content: Image, settings: Settings) -> Statistics:
        """Blend, then strength: a lerp from the content's own statistics (the paper's alpha, section 7.3)."""
        blend = settings.blend()
        if settings.strength == 1.0:
            return blend
        own = np.zeros_like(blend)
        if self.entry.own_side != 0:
            own = self.runtime.encode_style(enlarge(shrink(content, long_side=self.entry.own_side)))
        return own + np.float32(settings.strength) * (blend - own)


def open_runtime(entry: NetworkInfo, choice: Choice) -> "Runtime":
    """The runtime of a choice, with a network in it."""
    if choice.runtime == "openvino":
        from engine.runtimes import OpenVinoRuntime

        return OpenVinoRuntime(entry, choice.precision)
    from engine.runtimes import TorchRuntime

    return TorchRuntime(entry, choice.device, choice.precision)
