import av
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.stream_info import BT601, BT709, ColourTags
from engine.video.colour import RgbConverter, tags_of


def _frame(width: int = 64, height: int = 48, pixel_format: str = "yuv420p") -> av.VideoFrame:
    return av.VideoFrame(width, height, pixel_format)


def _grey(luma: int, pixel_format: str = "yuv420p") -> av.VideoFrame:
    frame = _frame(pixel_format=pixel_format)
    for plane, value in zip(frame.planes, (luma, 128, 128), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    return frame


def _convert(frame: av.VideoFrame) -> NDArray[np.uint8]:
    return RgbConverter(frame.width, frame.height)(frame)


@pytest.mark.parametrize(("height", "tags"), [(48, BT601), (719, BT601), (720, BT709), (2160, BT709)])
def test_untagged_video_is_guessed_by_its_height(height: int, tags: ColourTags) -> None:
    assert tags_of(_frame(height=height)) == tags


def test_tags_of_the_frame_win_over_the_guess() -> None:
    frame = _frame()
    frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range = 1, 1, 13, 2
    assert tags_of(frame) == ColourTags(1, 1, 13, full_range=True)


def test_old_full_range_pixel_formats_are_known() -> None:
    assert tags_of(_frame(pixel_format="yuvj420p")).full_range


@pytest.mark.parametrize(
    ("full_range", "luma", "level"),
    [(False, 16, 0), (False, 235, 255), (True, 0, 0), (True, 255, 255), (True, 16, 16)],
)
def test_range_decides_what_is_black_and_white(full_range: bool, luma: int, level: int) -> None:
    frame = _grey(luma)
    frame.color_range = 2 if full_range else 1
    assert np.unique(_convert(frame)).tolist() == [level]


def test_grey_is_converted_without_bias() -> None:
    levels = [int(_convert(_grey(luma)).mean()) for luma in range(16, 236, 10)]
    exact = [(luma - 16) * 255 / 219 for luma in range(16, 236, 10)]
    assert abs(np.mean(np.subtract(levels, exact))) < 0.6


def test_matrix_of_the_tag_is_used() -> None:
    frame = _grey(120)
    frame.planes[2].update(bytes([200]) * frame.planes[2].buffer_size)
    reds = []
    for matrix, weight in ((1, 1.5748), (6, 1.402)):
        frame.colorspace = matrix
        reds.append(_convert(frame)[5, 5, 0])
        assert reds[-1] == pytest.approx((120 - 16) * 255 / 219 + weight * (200 - 128) * 255 / 224, abs=1.5)
    assert reds[0] != reds[1]


@pytest.mark.parametrize("size", [(65, 49), (1, 1), (63, 2)])
def test_any_size_gives_a_contiguous_picture(size: tuple[int, int]) -> None:
    image = RgbConverter(*size)(_frame(*size))
    assert image.shape == (size[1], size[0], 3) and image.flags.c_contiguous and image.dtype == np.uint8


def test_frames_of_another_size_are_scaled_to_the_first() -> None:
    convert = RgbConverter(64, 48)
    assert convert(_frame(32, 24)).shape == convert(_frame(64, 48)).shape == (48, 64, 3)


@pytest.mark.parametrize("pixel_format", ["rgb24", "bgra", "gbrp", "gray", "yuv444p10le", "nv12", "yuva420p"])
def test_all_common_pixel_formats_are_read(pixel_format: str) -> None:
    assert _convert(_frame(pixel_format=pixel_format)).shape == (48, 64, 3)


def test_rgb_video_passes_unchanged() -> None:
    image = np.random.default_rng(0).integers(0, 256, (48, 64, 3), np.uint8)
    for pixel_format in ("rgb24", "gbrp"):
        frame = av.VideoFrame.from_ndarray(image, "rgb24").reformat(format=pixel_format)
        assert np.array_equal(_convert(frame), image)


def test_output_tags_are_ones_that_players_know() -> None:
    assert ColourTags(6, 6, 6, full_range=True).for_output() == BT601
    assert ColourTags(9, 9, 16).for_output() == BT709
    assert ColourTags(0, 1, 13, full_range=True).for_output() == BT709


MATRICES = {1: (0.2126, 0.0722), 6: (0.299, 0.114), 9: (0.2627, 0.0593)}
"""H.273 codes, and how much red and blue weigh in the luma."""


def _exact(planes: list[int], matrix: int, full_range: bool) -> NDArray[np.float64]:
    """By the definition: (3,) of 0..255."""
    luma, blue, red = planes
    of_red, of_blue = MATRICES[matrix]
    black, luma_steps, chroma_steps = (0, 255, 255) if full_range else (16, 219, 224)
    y, u, v = (luma - black) / luma_steps, (blue - 128) / chroma_steps, (red - 128) / chroma_steps
    r, b = y + 2 * (1 - of_red) * v, y + 2 * (1 - of_blue) * u
    rgb = 255 * np.array([r, (y - of_red * r - of_blue * b) / (1 - of_red - of_blue), b])
    return np.asarray(np.clip(rgb, 0, 255), np.float64)


@pytest.mark.parametrize("full_range", [False, True])
@pytest.mark.parametrize("matrix", MATRICES)
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv422p"])
def test_colours_that_are_read_quickly_are_nearly_exact(
    pixel_format: str, matrix: int, full_range: bool
) -> None:
    random, errors = np.random.default_rng(), []
    convert = RgbConverter(64, 48, quick=True)
    for planes in random.integers((16, 16, 16), (236, 241, 241), (50, 3)):
        frame = _frame(pixel_format=pixel_format)
        frame.colorspace, frame.color_range = matrix, 2 if full_range else 1
        for plane, value in zip(frame.planes, planes, strict=True):
            plane.update(bytes([int(value)]) * plane.buffer_size)
        errors.append(convert(frame)[24, 32] - _exact(planes.tolist(), matrix, full_range))
    assert np.abs(errors).max() <= 3
    assert np.abs(np.mean(errors, axis=0)).max() <= 1


def test_black_stays_black_when_it_is_read_quickly() -> None:
    assert not RgbConverter(64, 48, quick=True)(_grey(16)).any()


@pytest.mark.parametrize("pixel_format", ["rgb24", "nv12", "yuv420p10le"])
def test_what_cannot_be_read_quickly_is_read_as_well_as_ever(pixel_format: str) -> None:
    source = np.random.default_rng().integers(0, 256, (48, 64, 3), np.uint8)
    frame = av.VideoFrame.from_ndarray(source).reformat(format=pixel_format)
    assert np.array_equal(RgbConverter(64, 48, quick=True)(frame), _convert(frame))


def test_a_frame_of_another_size_is_scaled_as_well_as_ever() -> None:
    source = np.random.default_rng().integers(0, 256, (48, 64, 3), np.uint8)
    frame = av.VideoFrame.from_ndarray(source).reformat(format="yuv420p")
    assert np.array_equal(RgbConverter(32, 24, quick=True)(frame), RgbConverter(32, 24)(frame))
