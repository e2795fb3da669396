"""Video on a device, tried in the CPU's memory: the same tensors and the same DLPack."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import av
import numpy as np
import pytest
import torch
from av.codec.hwaccel import HWAccel
from av.video.plane import VideoPlane
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from torch.utils.dlpack import from_dlpack

from engine.errors import DeviceError, SourceError
from engine.frame import DeviceFrame
from engine.runtimes.cuda.device import HostDevice, TensorImage
from engine.sources.video import VideoFileSource
from engine.stream_info import BT709, ColourTags
from engine.video import FROM_RGB, RgbConverter, swscale_matrix, tone_table
from engine.video.container import open_container
from engine.video.device_video import NVENC, DeviceVideo, _planes
from engine.video.encoders import encoder_named
from engine.video.nv12 import nv12_of, rgb_of
from tests import clips, special_clips
from tests.engine.runtimes.cuda.fake_device import FakeDevice

MATRICES = (1, 5, 6, 9)
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


def video() -> DeviceVideo:
    return DeviceVideo(HostDevice())


def test_a_picture_of_the_cpu_is_brought_to_the_device_to_be_coded() -> None:
    image = np.random.default_rng().integers(0, 256, (96, 128, 3), np.uint8)
    there = TensorImage(HostDevice(), torch.from_numpy(image), None)
    encoder = video().encoder("libx264")
    first, second = (video().coded(pixels, BT709, encoder).to_ndarray() for pixels in (image, there))
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pictures_are_turned_on_the_device_as_on_the_cpu(tmp_path: Path, turn: int) -> None:
    clip = clips.write_clip(tmp_path / "clip.mp4", replace(clips.BT709, rotation=turn))
    with VideoFileSource(clip) as here, VideoFileSource(clip, device=video()) as there:
        assert here.info == there.info
        for frame, other in zip(here, there, strict=True):
            assert isinstance(other, DeviceFrame)
            assert np.abs(frame.image.astype(int) - other.image).max() <= 1


def test_interlaced_frames_are_made_whole_on_the_way_to_a_device(tmp_path: Path) -> None:
    path = special_clips.write_interlaced(tmp_path / "a.mp4")
    with VideoFileSource(path) as here, VideoFileSource(path, device=video()) as there:
        for frame, other in zip(here, there, strict=True):
            assert np.abs(frame.image.astype(int) - other.image).max() <= 1
        assert here.warnings == there.warnings


def test_damaged_frames_are_left_out_and_counted_as_ever(tmp_path: Path) -> None:
    path = clips.damaged(clips.write_clip(tmp_path / "a.mp4"))
    with VideoFileSource(path) as here, VideoFileSource(path, device=video()) as there:
        assert [frame.time for frame in here] == [frame.time for frame in there]
        assert here.warnings == there.warnings


DEEP = (clips.TEN_BIT, replace(clips.TEN_BIT, range=2), clips.PQ, clips.HLG, clips.SDR_2020)


@pytest.mark.parametrize("clip", DEEP, ids=["10 bit", "full range", "PQ", "HLG", "BT.2020"])
@pytest.mark.parametrize("at_once", [tone_table.AT_ONCE, 1000])
def test_10_bits_and_hdr_become_what_the_cpu_makes_of_them(
    tmp_path: Path, clip: clips.Clip, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tone_table, "AT_ONCE", at_once)
    path = clips.write_clip(tmp_path / "a.mp4", clip)
    with VideoFileSource(path) as here, VideoFileSource(path, device=video()) as there:
        for frame, other in zip(here, there, strict=True):
            assert isinstance(other, DeviceFrame)
            difference = np.abs(frame.image.astype(int) - other.image)
            assert difference.max() <= 2 and difference.mean() < 0.5
        assert (here.info, here.warnings) == (there.info, there.warnings)


def test_planes_are_asked_for_without_a_stream_that_pyav_would_have_to_wait_for() -> None:
    class Plane:
        """As PyAV's of a GPU, which knows no stream."""

        def __init__(self, plane: VideoPlane) -> None:
            self._plane = plane

        def __dlpack__(self, *, stream: int | None = None) -> object:
            assert stream is None
            return self._plane.__dlpack__()

        def __dlpack_device__(self) -> tuple[int, int]:
            return 2, 0

    frame = random_nv12(1, full_range=False)
    luma, _ = _planes(SimpleNamespace(planes=[Plane(plane) for plane in frame.planes]))  # type: ignore[arg-type]
    assert luma.shape == (96, 128)


@pytest.mark.parametrize("name", NVENC)
def test_why_an_encoder_takes_no_frames_is_said_in_its_own_words(name: str) -> None:
    if torch.cuda.is_available():
        pytest.skip("there is a GPU")
    encoder = replace(encoder_named(name), pixel_format="nv12")
    reason = video().why_not_coded(encoder, np.zeros((256, 256, 3), np.uint8), BT709)
    assert reason and "\n" not in reason and not reason.endswith(".")


def test_without_a_gpu_its_decoder_is_said_to_be_missing_in_one_line(tmp_path: Path) -> None:
    if torch.cuda.is_available():
        pytest.skip("there is a GPU")
    path = clips.write_clip(tmp_path / "a.mp4")
    with pytest.raises(SourceError, match=r'a.mp4" cannot be decoded on the GPU: [^\n]*\.$'):
        open_container(path, HWAccel("cuda", 0, False, is_hw_owned=True))


def test_a_device_without_memory_opens_no_decoder_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*args: object, **others: object) -> torch.Tensor:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 MiB.")

    device = FakeDevice()
    device.torch_device = torch.device("cuda", 0)
    monkeypatch.setattr(torch, "zeros", none_left)
    with pytest.raises(DeviceError, match=r"^Video failed on cuda: CUDA out of memory"):
        DeviceVideo(device).hwaccel()
