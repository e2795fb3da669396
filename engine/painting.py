"""Painting one frame: what the settings ask for, brought to the runtime, step by step or as a whole."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.colour import ColourMatcher, ResultColours, affine
from engine.frame import DeviceImage, Image, Pixels, downloaded
from engine.imaging import SMALLEST_SIDE, RenderSize, enlarge, resize, show_through, shrink
from engine.masks import divide
from engine.pipeline import StreamState
from engine.runtimes import FramePainter, FrameRequest, Painted, Painting, Runtime, takes
from engine.settings import Part, Settings, Statistics
from engine.steadiness import Steadier
from engine.study import Tuner
from models.textures import at_texture

if TYPE_CHECKING:
    from models.registry import NetworkInfo


class FramePainting:
    """Paints frames with one network on one runtime. Used by one thread at a time.

    A runtime that takes whole frames does all on its device, and several frames at once; with another one
    everything but the network is done here.
    """

    def __init__(self, runtime: Runtime, entry: "NetworkInfo") -> None:
        self._runtime = runtime
        self._entry = entry
        self._tuner = Tuner(runtime)
        self._matcher = ColourMatcher(runtime.encode_style)
        self._colours = ResultColours()

    @property
    def ahead(self) -> int:
        """Frames that may be begun before the first of them is waited for."""
        return self._painter.ahead if self._painter is not None else 0

    def begin(self, image: Pixels, settings: Settings, stream: StreamState) -> Painting:
        """Begin to paint a frame; the arguments are those of `Stylizer.paint`.

        Raises:
            UsageError: a style was not learned at the scale that is asked for.
            DeviceError: the device failed.
        """
        if not settings.paints:
            return Painted(image)
        settings = self._matcher.match(settings, image)
        size = self._size(image.shape[1], image.shape[0], settings)
        if self._takes_whole(size, settings, smooths=_steadier(settings, stream) is not None):
            return self._begin_whole(image, size, settings, stream)
        return self._begin_here(downloaded(image), size, settings, stream)

    def needs_here(self, settings: Settings, width: int, height: int) -> str | None:
        """What can be done to frames of so many pixels in the CPU's memory only; None: nothing."""
        size = self._size(width, height, settings)
        if not settings.paints or self._takes_whole(size, settings, smooths=settings.smoothing > 0.0):
            return None
        return "smoothing" if self._takes_whole(size, settings, smooths=False) else "so small a picture"

    def _begin_whole(
        self, image: Pixels, size: RenderSize, settings: Settings, stream: StreamState
    ) -> Painting:
        """All of it on the device, where it may be already; only masks are made and motion is found here."""
        measure, steadier, painter = stream.stopwatch.measure, _steadier(settings, stream), self._painter
        with measure("fit"):
            content = _fitted(image, size) if self._looks_at_content(settings) else image
        request = self._request(content, size, settings, stream)
        if request is None:
            return Painted(image)
        if steadier:
            with measure("steady"):
                following = steadier.follow(image, size, settings, stream.time)
                request = replace(request, following=following, careful=not steadier.live)
        assert painter is not None
        with measure("network" if isinstance(image, DeviceImage) else "upload"):
            return painter.begin(image, request)

    def _begin_here(
        self, image: Image, size: RenderSize, settings: Settings, stream: StreamState
    ) -> Painting:
        """Step by step: the network on the device, and all else here."""
        steadier = _steadier(settings, stream)
        with stream.stopwatch.measure("fit"):
            content = size.fit(image)
            if steadier:
                content = steadier.before(content, settings, stream.time)
        request = self._request(content, size, settings, stream)
        if request is None:
            return Painted(image)
        return Painted(self._in_steps(image, content, request, settings, stream))

    @property
    def _painter(self) -> FramePainter | None:
        return self._runtime.frame_painter

    def _size(self, width: int, height: int, settings: Settings) -> RenderSize:
        multiple = self._entry.multiple
        return RenderSize.of_sides(width, height, settings.render_size, multiple, settings.scale)

    def _takes_whole(self, size: RenderSize, settings: Settings, *, smooths: bool) -> bool:
        smallest = min(size.width, size.height, size.render_width, size.render_height)
        if self._painter is None or smallest < SMALLEST_SIDE or not takes(settings):
            return False
        return self._painter.steadies or not smooths

    def _looks_at_content(self, settings: Settings) -> bool:
        """Whether masks, or the content's own statistics, need the fitted content here and now."""
        own = self._entry.own_side != 0 and any(part.strength < 1.0 for part in settings.parts)
        return own or bool(settings.regions)

    def _request(
        self, content: Pixels, size: RenderSize, settings: Settings, stream: StreamState
    ) -> FrameRequest | None:
        """What is to be painted; None: nothing of this frame is. The content is looked at if it has to be."""
        with stream.stopwatch.measure("masks"):
            division = divide(content, size, settings, stream.masks, stream.time, self._runtime.segment)
            if not division.parts:
                return None
            self._tuner.follow(division.parts)  # a style that has no pixel changes no weight
            return FrameRequest(
                size,
                np.stack([self._statistics(content, part, settings.texture) for part in division.parts]),
                division.for_network(size),
                division.untouched,
                0.0 if settings.match_colors else float(settings.keep_colors),
                affine(settings),
                self._colours.palette_moves(settings),
                settings.enlarge == "guided" and size.enlarges,
            )

    def _in_steps(
        self,
        image: Image,
        content: Image,
        request: FrameRequest,
        settings: Settings,
        stream: StreamState,
    ) -> Image:
        measure, steadier = stream.stopwatch.measure, _steadier(settings, stream)
        with measure("upload"):
            uploaded = self._runtime.upload(content)
        with measure("network"):
            maps, rows = request.maps, request.statistics
            given = (rows[0],) if maps is None else (rows, maps)
            painted = self._runtime.network(uploaded, *given)
        with measure("download"):
            shown = self._runtime.download(painted)
        with measure("steady"):
            shown = steadier.after(shown) if steadier else shown
        with measure("restore"):
            restored = request.size.restore(shown, image if request.guided else None)
            coloured = self._colours.apply(restored, image, settings)
            return show_through(coloured, image, request.untouched)

    def _statistics(self, content: Pixels, part: Part, texture: float) -> Statistics:
        """Blend, texture, then strength: a lerp from the content's own (the paper's alpha, section 7.3)."""
        blend = at_texture(part.blend(), texture, self._entry.textures)
        if part.strength == 1.0:
            return blend
        own = np.zeros_like(blend)
        if self._entry.own_side != 0:
            learned = self._runtime.encode_style(enlarge(shrink(content, long_side=self._entry.own_side)))
            own = at_texture(learned, texture, self._entry.textures)
        return own + np.float32(part.strength) * (blend - own)


def _steadier(settings: Settings, stream: StreamState) -> Steadier | None:
    return None if settings.smoothing == 0.0 else stream.steadier


def _fitted(image: Pixels, size: RenderSize) -> Pixels:
    """As it is painted, padded for the network; on a device without that."""
    if isinstance(image, DeviceImage):
        return resize(image, size.render_width, size.render_height)
    return size.fit(image)
