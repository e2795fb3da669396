"""HDR and wide-gamut video to ordinary BT.709, by one table that FFmpeg applies on all cores.

The table (a 3D LUT) holds the whole chain: transfer function to light, tone curve, gamut, display gamma.
Sources: ITU-R BT.2100 (PQ, HLG and its OOTF), BT.2390 section 5.4.1 (the tone curve), BT.2087 (the gamut
matrix), BT.1886 (the display), BT.2408 (203 cd/m2 is white).
"""

import tempfile
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from av.filter import Graph
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from engine.errors import SourceError, reason_of
from engine.frame import Image
from engine.stream_info import HLG, PQ, ColourTags
from engine.video.colour import tags_of

Light = NDArray[np.float64]
"""(..., 3) linear light of the primaries, in cd/m2 unless said otherwise."""

GRID: Final = 33
"""Points per axis of the table: with tetrahedral interpolation no step is seen in 8 bits."""

PEAK: Final = 1000.0
"""cd/m2 that most HDR is graded for, and HLG's nominal peak; what is brighter clips."""

WHITE: Final = 203.0
"""cd/m2 of HDR's diffuse white, which becomes the white of the result."""

TABLE_FILE: Final = "map.cube"

_TO_BT709: Final = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]
)
"""Linear BT.2020 to linear BT.709."""

_LUMA_BT2020: Final = np.array([0.2627, 0.6780, 0.0593])


def pq_to_light(signal: Light) -> Light:
    """PQ code value 0..1 to cd/m2 0..10000."""
    power = np.power(signal, 1 / 78.84375)
    return 10000 * np.power(
        np.maximum(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power), 1 / 0.1593017578125
    )


def light_to_pq(light: Light) -> Light:
    """cd/m2 0..10000 to PQ code value 0..1."""
    power = np.power(light / 10000, 0.1593017578125)
    return np.power((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power), 78.84375)


def hlg_to_light(signal: Light) -> Light:
    """HLG code value 0..1 to cd/m2 on a display of 1000 cd/m2 (system gamma 1.2)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    luma = scene @ _LUMA_BT2020
    light: Light = PEAK * scene * np.power(luma, 0.2)[..., None]
    return light


def sdr_to_light(signal: Light) -> Light:
    """BT.1886 code value 0..1 to light, with `WHITE` as white."""
    return WHITE * np.power(signal, 2.4)


def compress(light: Light) -> Light:
    """Bring 0..PEAK into 0..WHITE by BT.2390's curve, on the strongest primary, so that the hue stays."""
    top = np.minimum(light.max(axis=-1, keepdims=True), PEAK)
    peak = light_to_pq(np.array(PEAK))
    target = float(light_to_pq(np.array(WHITE)) / peak)
    knee = 1.5 * target - 0.5
    x = light_to_pq(top) / peak
    t = np.clip((x - knee) / (1 - knee), 0, 1)
    bend = (
        (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (3 * t**2 - 2 * t**3) * target
    )
    mapped = pq_to_light(np.where(x < knee, x, bend) * peak)
    result: Light = light * mapped / np.maximum(top, 1e-6)
    return result


@cache
def table(transfer: int) -> NDArray[np.float64]:
    """(GRID, GRID, GRID, 3) BT.709 code values 0..1 for BT.2020 code values [blue, green, red]."""
    axis = np.linspace(0, 1, GRID)
    signal = np.stack(np.meshgrid(axis, axis, axis, indexing="ij")[::-1], axis=-1)  # (B, G, R, 3) as R, G, B
    if transfer in (PQ, HLG):
        light = compress((pq_to_light if transfer == PQ else hlg_to_light)(signal))
    else:
        light = sdr_to_light(signal)
    narrow = light @ _TO_BT709.T / WHITE
    coded: Light = np.power(np.clip(narrow, 0, 1), 1 / 2.4)
    return coded


class ToneMapper:
    """Decoded HDR or BT.2020 frames to RGB of one size.

    Args:
        width, height: of the result, in pixels; frames of another size are scaled.
    """

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._graph: Graph | None = None
        self._key: tuple[object, ...] = ()

    def __call__(self, frame: VideoFrame) -> Image:
        """(H, W, 3) uint8 RGB full range, C-contiguous, BT.709."""
        tags = tags_of(frame)
        key = (frame.width, frame.height, frame.format.name, tags)
        if self._graph is None or key != self._key:
            self._graph, self._key = self._build(frame, tags), key
        self._graph.vpush(frame)
        return np.ascontiguousarray(self._graph.vpull().to_ndarray(), np.uint8)

    def _build(self, frame: VideoFrame, tags: ColourTags) -> Graph:
        graph = Graph()
        matrix = f"in_color_matrix={'bt2020' if tags.matrix in (9, 10) else 'bt709'}"
        levels = f"in_range={'full' if tags.full_range else 'limited'}:out_range=full"
        with _table_on_disk(tags) as folder:
            file = Path(folder) / TABLE_FILE
            nodes = [
                graph.add_buffer(
                    width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 90000)
                ),
                graph.add(
                    "scale", f"{self._width}:{self._height}:{matrix}:{levels}:flags=bilinear+accurate_rnd"
                ),
                graph.add("format", "gbrp16le"),
                graph.add("lut3d", file=str(file), interp="tetrahedral"),
                graph.add("format", "rgb24"),
                graph.add("buffersink"),
            ]
        graph.link_nodes(*nodes).configure()
        return graph


def _table_on_disk(tags: ColourTags) -> tempfile.TemporaryDirectory[str]:
    """A temporary folder with the table, for FFmpeg reads it from a file.

    Raises:
        SourceError: the system's temporary folder is full, or there is none.
    """
    try:
        folder = tempfile.TemporaryDirectory()
        try:
            _write_cube(Path(folder.name) / TABLE_FILE, table(tags.transfer))
        except OSError:
            folder.cleanup()
            raise
    except OSError as error:
        raise SourceError(
            f"HDR needs a temporary file, which cannot be written: {reason_of(error)}. "
            "Make room, or set TMPDIR to another folder."
        ) from error
    return folder


def _write_cube(path: Path, values: NDArray[np.float64]) -> None:
    """Write a table as an Adobe cube file: red runs fastest."""
    with path.open("w", encoding="ascii") as file:
        file.write(f"LUT_3D_SIZE {len(values)}\n")
        np.savetxt(file, values.reshape(-1, 3), fmt="%.6f")
