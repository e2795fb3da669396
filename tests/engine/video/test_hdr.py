from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.errors import SourceError
from engine.sources.video.file import VideoFileSource
from engine.video import hdr
from tests import clips
from tests.clips import Clip


def _shown(path: Path, clip: Clip, signal: NDArray[np.float64]) -> NDArray[np.uint8]:
    """(N, 3): what grey code values 0..1 become, by way of a real file; each is 16 pixels wide."""
    luma = np.round(64 + 876 * np.repeat(signal, 16))[None].repeat(clip.size[1], 0).astype(np.uint16)
    with VideoFileSource(clips.write_yuv(path, clip, luma)) as source:
        frame = source.read()
    assert frame is not None
    return frame.image[20, 8::16]


def _strip(clip: Clip, steps: int) -> Clip:
    return Clip(**{**clip.__dict__, "size": (16 * steps, 48), "ticks": (0, 512)})


def test_pq_and_its_inverse_agree() -> None:
    light = np.array([0.0, 0.1, 1, 100, 203, 1000, 10000])
    assert np.allclose(hdr.pq_to_light(hdr.light_to_pq(light)), light, rtol=1e-6, atol=1e-6)
    assert hdr.light_to_pq(np.array(100.0)) == pytest.approx(0.508, abs=1e-3)  # BT.2100 / ST 2084


def test_hlg_white_is_203_and_peak_1000_candela() -> None:
    grey = np.array([[0.75] * 3, [1.0] * 3])  # BT.2408: reference white is 75 % HLG
    assert hdr.hlg_to_light(grey)[:, 0] == pytest.approx([203, 1000], rel=0.01)


def test_tone_curve_leaves_shadows_alone_and_meets_white_at_the_peak() -> None:
    light = np.array([[value] * 3 for value in (0.0, 1, 10, 50, 1000, 5000)])
    out = hdr.compress(light)[:, 0]
    assert out[:4] == pytest.approx([0, 1, 10, 50], rel=1e-3)
    assert out[4] == pytest.approx(hdr.WHITE, rel=1e-3)


@pytest.mark.parametrize(("clip", "transfer"), [(clips.PQ, 16), (clips.HLG, 18)], ids=["PQ", "HLG"])
def test_grey_stays_grey_and_brightens_evenly(tmp_path: Path, clip: Clip, transfer: int) -> None:
    signal = np.linspace(0, 0.75, 16)  # in PQ 0.75 is 1000 candela
    shown = _shown(tmp_path / "a.mp4", _strip(clip, 16), signal).astype(int)
    assert (shown.max(1) - shown.min(1)).max() <= 2
    assert (np.diff(shown[:, 1]) >= 0).all()
    assert shown[0].max() <= 2 and shown[-1].min() >= (253 if transfer == 16 else 200)


def test_file_and_formula_agree(tmp_path: Path) -> None:
    signal = np.linspace(0.1, 0.7, 8)
    shown = _shown(tmp_path / "a.mp4", _strip(clips.PQ, 8), signal)[:, 1]
    light = hdr.compress(hdr.pq_to_light(np.repeat(signal[:, None], 3, 1)))[:, 0]
    expected = 255 * (light / hdr.WHITE).clip(0, 1) ** (1 / 2.4)
    assert np.abs(shown - expected).max() < 2.5


def test_wide_gamut_of_ordinary_brightness_keeps_its_greys(tmp_path: Path) -> None:
    signal = np.linspace(0, 1, 8)
    shown = _shown(tmp_path / "a.mp4", _strip(clips.SDR_2020, 8), signal)
    assert np.abs(shown - (255 * signal)[:, None]).max() <= 2


@pytest.mark.parametrize(
    ("name", "told"), [("PQ", True), ("HLG", True), ("10 bit", False), ("BT.2020", False)]
)
def test_tone_mapping_is_told(tmp_path: Path, name: str, told: bool) -> None:
    with VideoFileSource(clips.make_clip(tmp_path, name)) as source:
        assert any("HDR" in sentence for sentence in source.warnings) == told


def test_a_temporary_folder_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(SourceError, match=r"HDR needs a temporary file.*TMPDIR"):
        _shown(tmp_path / "pq.mp4", _strip(clips.PQ, 4), np.linspace(0, 1, 4))


def test_a_temporary_folder_that_is_full_is_said(
    tmp_path: Path, tiny_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tiny_disk))
    with pytest.raises(SourceError, match="no space left on device"):
        _shown(tmp_path / "pq.mp4", _strip(clips.PQ, 4), np.linspace(0, 1, 4))
    assert list(tiny_disk.iterdir()) == []
