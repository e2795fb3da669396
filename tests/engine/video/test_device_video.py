"""Video on a device, tried in the CPU's memory: the same tensors and the same DLPack."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import torch
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from torch.utils.dlpack import from_dlpack

from engine.errors import SourceError
from engine.frame import Image
from engine.sources.pattern import PatternSource
from engine.sources.video import VideoFileSource
from engine.stream_info import ColourTags
from engine.video import FROM_RGB, RgbConverter, choose_encoder, swscale_matrix
from engine.video.device_video import DeviceDecoder, DeviceEncoder, _planes
from engine.video.nv12 import nv12_of, rgb_of

MATRICES = (1, 5, 6, 9)
CPU = torch.device("cpu")
SIZE = (128, 96)


def random_nv12(matrix: int, full_range: bool) -> av.VideoFrame:
    width, height = SIZE
    # What lies outside of legal values makes swscale's blue overflow to 0.
    values = np.random.default_rng().integers(16, 236, (height * 3 // 2, width), np.uint8)
    frame = av.VideoFrame.from_ndarray(values, format="nv12")
    frame.colorspace, frame.color_range = matrix, 2 if full_range else 1
    return frame


@pytest.mark.parametrize("full_range", [False, True])
@pytest.mark.parametrize("matrix", MATRICES)
def test_planes_become_the_rgb_that_the_cpu_makes_of_them(matrix: int, full_range: bool) -> None:
    frame = random_nv12(matrix, full_range)
    luma, chroma = (from_dlpack(plane) for plane in frame.planes)
    found = rgb_of(luma, chroma, ColourTags(matrix, 1, 1, full_range)).numpy()
    assert np.abs(found.astype(int) - RgbConverter(*SIZE)(frame)).max() <= 1


@pytest.mark.parametrize("full_range", [False, True])
@pytest.mark.parametrize("matrix", MATRICES)
def test_rgb_becomes_the_planes_that_the_cpu_makes_of_it(matrix: int, full_range: bool) -> None:
    image = np.random.default_rng().integers(0, 256, (*SIZE[::-1], 3), np.uint8)
    colour = ColourTags(matrix, 1, 1, full_range)
    expected = VideoReformatter().reformat(
        av.VideoFrame.from_ndarray(image, "rgb24"),
        format="nv12",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=swscale_matrix(colour),
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.JPEG if full_range else ColorRange.MPEG,
        interpolation=FROM_RGB,
    )
    for plane, found in zip(expected.planes, nv12_of(torch.from_numpy(image), colour), strict=True):
        assert (from_dlpack(plane).short() - found.short()).abs().max() <= 1


def test_planes_for_an_encoder_lie_one_behind_the_other() -> None:
    luma, chroma = nv12_of(torch.zeros(96, 128, 3, dtype=torch.uint8), ColourTags(1, 1, 1))
    assert chroma.data_ptr() == luma.data_ptr() + luma.numel()
    assert luma.is_contiguous() and chroma.is_contiguous()


def write(path: Path, frames: int) -> list[Image]:
    encoder, _ = choose_encoder("libx264", SIZE)
    with PatternSource(*SIZE, frames=frames) as source:
        images = [frame.image for frame in source]
    sink = DeviceEncoder(path, SIZE, Fraction(25), encoder, CPU)
    for image in images:
        sink.write(torch.from_numpy(image.copy()))
    sink.close()
    return images


def test_pictures_written_from_a_device_are_read_as_any_video(tmp_path: Path) -> None:
    images = write(tmp_path / "clip.mp4", 60)  # more than an encoder holds back
    with VideoFileSource(tmp_path / "clip.mp4") as source:
        read = list(source)
    assert [float(frame.time) for frame in read] == [n / 25 for n in range(60)]
    for image, frame in zip(images, read, strict=True):
        assert np.abs((frame.image.astype(int) - image).mean((0, 1))).max() < 1.5  # neither range nor matrix
        assert np.abs(frame.image.astype(int) - image).mean() < 9


def test_pictures_read_on_a_device_are_those_of_the_cpu(tmp_path: Path) -> None:
    write(tmp_path / "clip.mp4", 4)
    with VideoFileSource(tmp_path / "clip.mp4") as source:
        expected = [frame.image for frame in source]
    with DeviceDecoder(tmp_path / "clip.mp4", CPU) as decoder:
        found = [image.numpy() for image in decoder]
    assert len(found) == 4
    assert all(np.abs(a.astype(int) - b).max() <= 1 for a, b in zip(found, expected, strict=True))


def test_pixels_of_more_than_8_bits_are_not_taken_for_others() -> None:
    with pytest.raises(ValueError, match="more than 8 bits"):
        _planes(av.VideoFrame(64, 48, "p010le"))


def test_what_cannot_be_decoded_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(b"no video")
    with pytest.raises(SourceError, match=r'^".*clip.mp4" cannot be decoded on the CPU: [^\n]*\.$'):
        DeviceDecoder(tmp_path / "clip.mp4", CPU)


def test_without_a_gpu_its_decoder_is_said_to_be_missing_in_one_line(tmp_path: Path) -> None:
    write(tmp_path / "clip.mp4", 2)
    if torch.cuda.is_available():
        pytest.skip("there is a GPU")
    with pytest.raises(SourceError, match=r'clip.mp4" cannot be decoded on the GPU: [^\n]*\.$'):
        list(DeviceDecoder(tmp_path / "clip.mp4", torch.device("cuda", 0)))
