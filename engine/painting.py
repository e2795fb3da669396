"""Painting one frame: what the settings ask for, brought to the runtime, step by step or as a whole."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.colour import ColourMatcher, ResultColours, affine
from engine.frame import DeviceImage, Image, Pixels
from engine.imaging import SMALLEST_SIDE, RenderSize, enlarge, show_through, shrink
from engine.masks import Division, divide
from engine.pipeline import StreamState
from engine.runtimes import FrameRequest, Painted, Painting, Runtime, takes
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
        painter = self._runtime.frame_painter
        return painter.ahead if painter is not None else 0

    def begin(self, image: Pixels, settings: Settings, stream: StreamState) -> Painting:
        """Begin to paint a frame; the arguments are those of `Stylizer.paint`.

        Raises:
            UsageError: a style was not learned at the scale that is asked for.
            DeviceError: the device failed.
        """
        if not settings.paints:
            return Painted(image)
        if not isinstance(image, DeviceImage):
            return self._begin_here(image, settings, stream)
        if self.needs_here(settings, image.shape[1], image.shape[0]) is not None:
            return self._begin_here(image.download(), settings, stream)
        with stream.stopwatch.measure("network"):
            return self._begin_there(image, settings)

    def needs_here(self, settings: Settings, width: int, height: int) -> str | None:
        """What has to look at frames of so many pixels in the CPU's memory; None: nothing does."""
        asked = {
            "smoothing": settings.smoothing > 0.0,
            "mirroring": settings.mirror,
            "matching colours": bool(settings.match_colors and settings.keep_colors),
            "regions": bool(settings.regions),
            "this network at a strength below 1": self._looks_at_content(settings),
            "so small a picture": not self._takes_whole(self._size(width, height, settings), settings, None),
        }
        return next((name for name, is_asked in asked.items() if is_asked and settings.paints), None)

    def _begin_here(self, image: Image, settings: Settings, stream: StreamState) -> Painting:
        """Of a frame in the CPU's memory."""
        measure = stream.stopwatch.measure
        settings = self._matcher.match(settings, image)
        size = self._size(image.shape[1], image.shape[0], settings)
        steadier = _steadier(settings, stream)
        whole = self._takes_whole(size, settings, steadier)
        content = None
        if not whole or self._looks_at_content(settings):
            with measure("fit"):
                content = size.fit(image)
                if steadier and not whole:
                    content = steadier.before(content, settings, stream.time)
        with measure("masks"):
            seen, segment = image if content is None else content, self._runtime.segment
            division = divide(seen, size, settings, stream.masks, stream.time, segment)
            if not division.parts:
                return Painted(image)
            self._tuner.follow(division.parts)  # a style that has no pixel changes no weight
            request = self._request(content, size, settings, division)
        if whole:
            return self._begin_whole(image, request, settings, stream)
        assert content is not None
        return Painted(self._in_steps(image, content, request, settings, stream))

    def _begin_whole(
        self, image: Image, request: FrameRequest, settings: Settings, stream: StreamState
    ) -> Painting:
        """All of it on the device; only motion is found here."""
        painter, steadier = self._runtime.frame_painter, _steadier(settings, stream)
        assert painter is not None
        if steadier:
            with stream.stopwatch.measure("steady"):
                following = steadier.follow(image, request.size, settings, stream.time)
                request = replace(request, following=following, careful=not steadier.live)
        with stream.stopwatch.measure("upload"):
            return painter.begin(image, request)

    def _begin_there(self, image: DeviceImage, settings: Settings) -> Painting:
        """Of a frame that is on the device, and need not be seen here."""
        assert self._runtime.frame_painter is not None
        size = self._size(image.shape[1], image.shape[0], settings)
        division = Division.undivided(*settings.parts)
        self._tuner.follow(division.parts)
        return self._runtime.frame_painter.begin(image, self._request(None, size, settings, division))

    def _size(self, width: int, height: int, settings: Settings) -> RenderSize:
        multiple = self._entry.multiple
        return RenderSize.of_sides(width, height, settings.render_size, multiple, settings.scale)

    def _takes_whole(self, size: RenderSize, settings: Settings, steadier: Steadier | None) -> bool:
        painter = self._runtime.frame_painter
        smallest = min(size.width, size.height, size.render_width, size.render_height)
        if painter is None or smallest < SMALLEST_SIDE or not takes(settings):
            return False
        return steadier is None or painter.steadies

    def _looks_at_content(self, settings: Settings) -> bool:
        """Whether masks, or the content's own statistics, need the fitted content here and now."""
        own = self._entry.own_side != 0 and any(part.strength < 1.0 for part in settings.parts)
        return own or bool(settings.regions)

    def _request(
        self, content: Image | None, size: RenderSize, settings: Settings, division: Division
    ) -> FrameRequest:
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
        """The network on the device, and all else here."""
        measure, steadier = stream.stopwatch.measure, _steadier(settings, stream)
        with measure("upload"):
            uploaded = self._runtime.upload(content)
        with measure("network"):
            maps, rows = request.maps, request.statistics
            given = (rows[0],) if maps is None else (rows, maps)
            painted = self._runtime.network(uploaded, *given)
        with measure("download"):
            downloaded = self._runtime.download(painted)
        with measure("steady"):
            downloaded = steadier.after(downloaded) if steadier else downloaded
        with measure("restore"):
            restored = request.size.restore(downloaded, image if request.guided else None)
            coloured = self._colours.apply(restored, image, settings)
            return show_through(coloured, image, request.untouched)

    def _statistics(self, content: Image | None, part: Part, texture: float) -> Statistics:
        """Blend, texture, then strength: a lerp from the content's own (the paper's alpha, section 7.3)."""
        blend = at_texture(part.blend(), texture, self._entry.textures)
        if part.strength == 1.0:
            return blend
        own = np.zeros_like(blend)
        if self._entry.own_side != 0:
            assert content is not None
            learned = self._runtime.encode_style(enlarge(shrink(content, long_side=self._entry.own_side)))
            own = at_texture(learned, texture, self._entry.textures)
        return own + np.float32(part.strength) * (blend - own)


def _steadier(settings: Settings, stream: StreamState) -> Steadier | None:
    return None if settings.smoothing == 0.0 else stream.steadier
