"""Smoothing on the device against the steps on the CPU: random grain, poisoned memory, cuts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import cv2
import numpy as np
import pytest
import torch

from engine.frame import Image
from engine.pipeline.stream_state import StreamState
from engine.runtimes.cuda.frame_painter import DeviceFramePainter
from engine.runtimes.cuda.steadying import FollowingNumbers, Steadying
from engine.runtimes.frames import FramePainter
from engine.settings import Settings
from engine.sources.pattern import PatternSource
from engine.steadiness import Following, Motion, Steadier
from engine.steadiness.blender import CarefulBlender
from engine.stylizer import Stylizer
from tests.engine.runtimes.cuda.fake_device import FakeDevice
from tests.engine.runtimes.cuda.real_device import CountingCuda
from tests.engine.runtimes.cuda.test_frame_program import NewerSettings, most_and_mean, noise
from tests.fakes import FakeRuntime, fake_stylizer, settings_of

SEED = int(np.random.SeedSequence().generate_state(1)[0])
"""Another one in each run; it stands in the message when a test fails."""

STEADY = replace(settings_of(80), smoothing=0.7)


@pytest.fixture
def random() -> np.random.Generator:
    print(f"seed {SEED}")
    return np.random.default_rng(SEED)


@pytest.fixture(params=["fake", pytest.param("cuda", marks=pytest.mark.gpu)])
def device(request: pytest.FixtureRequest) -> FakeDevice | CountingCuda:
    return CountingCuda() if request.param == "cuda" else FakeDevice(SEED % 1000, eager=0.5)


def strokes(image: torch.Tensor, statistics: torch.Tensor, maps: torch.Tensor | None) -> torch.Tensor:
    """A painting that flickers: steep curves over the content."""
    return (127.5 + 127.5 * torch.sin(image.float() / 9 + statistics[:, None, None] / 40)).byte()


class StrokesRuntime(FakeRuntime):
    """Paints strokes, step by step or on a device."""

    def __init__(self, painter: FramePainter | None = None) -> None:
        super().__init__()
        self.frame_painter = painter

    def network(self, content: Image, statistics: object, maps: object = None) -> Image:
        rows = torch.from_numpy(np.atleast_2d(np.asarray(statistics, np.float32)).copy())
        painted: Image = strokes(torch.from_numpy(content.copy())[None], rows, None)[0].numpy()
        return painted


def on_device(device: FakeDevice | CountingCuda) -> Stylizer:
    return fake_stylizer(StrokesRuntime(DeviceFramePainter(device, lambda key: strokes)))


def clip(count: int, random: np.random.Generator, size: tuple[int, int] = (160, 96)) -> Iterator[Image]:
    """A moving scene with the grain of a camera."""
    with PatternSource(*size, rate=Fraction(25), frames=count) as source:
        for frame in source:
            grain = random.normal(0, 3, frame.image.shape)
            yield np.clip(frame.image + grain, 0, 255).astype(np.uint8)


def painted(
    stylizer: Stylizer,
    frames: Sequence[Image],
    settings: Sequence[Settings] | None = None,
    times: Sequence[Fraction] | None = None,
    *,
    live: bool = True,
) -> list[Image]:
    """The frames of one stream."""
    stream, shown = StreamState(Steadier(live=live)), []
    for n, frame in enumerate(frames):
        stream.time = times[n] if times else Fraction(n, 25)
        shown.append(stylizer.paint(frame, settings[n] if settings else STEADY, stream).copy())
    return shown


def mean_difference(first: Image, second: Image) -> float:
    return float(np.abs(first.astype(int) - second).mean())


LOOKS: tuple[dict[str, object], ...] = (
    {},
    {"render_size": 120, "keep_colors": 0.5},
    {"smoothing": 1.0},
    {"smoothing": 0.2},
)


SIZES = ((160, 96), (310, 222))

STREAMS = (
    *((look, size, True) for look in LOOKS for size in SIZES),
    *((look, SIZES[0], False) for look in LOOKS[:2]),
    ({}, SIZES[1], False),
)


@pytest.mark.parametrize(("look", "size", "live"), STREAMS, ids=str)
def test_a_stream_smoothed_on_the_device_is_that_of_the_steps(
    device: FakeDevice | CountingCuda,
    random: np.random.Generator,
    look: dict[str, object],
    size: tuple[int, int],
    live: bool,
) -> None:
    frames, settings = [*clip(6, random, size)], [replace(STEADY, **look)] * 6  # type: ignore[arg-type]
    fast = painted(on_device(device), frames, settings, live=live)
    steps = painted(fake_stylizer(StrokesRuntime()), frames, settings, live=live)
    plain = painted(fake_stylizer(StrokesRuntime()), frames, [replace(settings[0], smoothing=0.0)] * 6)
    apart = max(mean_difference(*both) for both in zip(fast, steps, strict=True))
    smoothed = float(np.mean([mean_difference(*both) for both in zip(steps, plain, strict=True)]))
    assert device.replays
    assert apart < 0.2 * smoothed


def alone(stylizer: Stylizer, frame: Image) -> Image:
    """Painted as a picture by itself."""
    return stylizer.paint(frame, STEADY).copy()


def test_the_first_frame_and_one_after_a_cut_are_shown_as_they_are(
    device: FakeDevice | CountingCuda, random: np.random.Generator
) -> None:
    stylizer, frames = on_device(device), [*clip(4, random)]
    frames[3] = np.ascontiguousarray(255 - frames[3][::-1])
    shown = painted(stylizer, frames)
    for n, as_it_is in enumerate((True, False, False, True)):
        assert np.array_equal(shown[n], alone(stylizer, frames[n])) is as_it_is


@pytest.mark.parametrize("then", [Fraction(5), Fraction(1, 25)], ids=["forward", "back"])
def test_a_seek_begins_anew(
    device: FakeDevice | CountingCuda, random: np.random.Generator, then: Fraction
) -> None:
    stylizer, frames = on_device(device), [*clip(4, random)]
    shown = painted(stylizer, frames, times=[Fraction(2), Fraction(51, 25), Fraction(52, 25), then])
    assert not np.array_equal(shown[2], alone(stylizer, frames[2]))
    assert np.array_equal(shown[3], alone(stylizer, frames[3]))


def test_a_new_look_shows_at_once(device: FakeDevice | CountingCuda, random: np.random.Generator) -> None:
    frame, other = next(clip(1, random)), replace(settings_of(200), smoothing=0.7)
    stylizer = on_device(device)
    shown = painted(stylizer, [frame] * 4, [STEADY, STEADY, other, other])
    assert mean_difference(shown[2], stylizer.paint(frame, other)) < 0.5


def test_streams_do_not_see_each_others_pictures(
    device: FakeDevice | CountingCuda, random: np.random.Generator
) -> None:
    stylizer, (first, second) = on_device(device), clip(2, random)
    painted(stylizer, [first, first])
    assert np.array_equal(painted(stylizer, [second])[0], alone(stylizer, second))


def test_a_frame_that_the_device_did_not_see_breaks_the_stream_there(
    device: FakeDevice | CountingCuda, random: np.random.Generator
) -> None:
    stylizer, frames = on_device(device), [*clip(4, random)]
    there = NewerSettings(STEADY.styles, smoothing=STEADY.smoothing)
    shown = painted(stylizer, frames, [there, there, replace(there, glitter=0.01), there])
    assert np.array_equal(shown[3], alone(stylizer, frames[3]))


def test_a_camera_that_trembles_makes_the_painting_tremble_less(device: FakeDevice | CountingCuda) -> None:
    random, still = np.random.default_rng(SEED), np.full((96, 160, 3), 90, np.uint8)
    frames = [np.clip(still + random.normal(0, 2, still.shape), 0, 255).astype(np.uint8) for _ in range(8)]
    stylizer = on_device(device)
    shown, plain = painted(stylizer, frames), [alone(stylizer, frame) for frame in frames[6:]]
    assert mean_difference(shown[7], shown[6]) < 0.4 * mean_difference(plain[1], plain[0])


@pytest.mark.parametrize("live", [True, False], ids=["live", "file"])
def test_what_is_switched_off_is_smoothed_step_by_step(live: bool) -> None:
    device = FakeDevice()
    painter = DeviceFramePainter(device, lambda key: strokes, smoothing=False)
    stylizer = fake_stylizer(StrokesRuntime(painter))
    stylizer.paint(np.full((64, 64, 3), 90, np.uint8), STEADY, StreamState(Steadier(live=live)))
    assert not device.runs


def random_motion(random: np.random.Generator, size: tuple[int, int], frame: tuple[int, int]) -> Motion:
    """Some of it still, some unsure, some out of the picture."""
    flow = np.asarray(cv2.resize(random.normal(0, 3, (4, 6, 2)), size[::-1]), np.float32)
    flow[: size[0] // 3] = 0
    confidence = np.asarray(cv2.resize(random.uniform(0, 1, (5, 7)), size[::-1]), np.float32)
    return Motion(flow, confidence, (slice(0, frame[0]), slice(0, frame[1])))


def test_a_file_is_blended_on_the_device_as_the_careful_blender_does_it(random: np.random.Generator) -> None:
    frame, size = (96, 136), (48, 68)
    pictures = [noise(random, *frame) for _ in range(5)]
    motions = [random_motion(random, size, frame) for _ in pictures]
    blender, device = CarefulBlender(pictures[0]), FakeDevice()
    steadying = Steadying(device, device.stream(), *frame, careful=True)
    for n, (picture, motion) in enumerate(zip(pictures, motions, strict=True)):
        following = Following(0.5, 0.8, motion if n else None, size, None, None)
        numbers = torch.from_numpy(following.numbers(known=n > 0))
        found = steadying.after(torch.from_numpy(picture), FollowingNumbers.of(numbers, size)).numpy()
        expected = blender.blend(picture, motion, 0.8) if n else picture
        most, mean = most_and_mean(found, expected)
        assert most <= 2 and mean <= 0.15
