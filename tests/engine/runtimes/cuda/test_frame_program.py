"""Whole frames on the device against the steps on the CPU: fresh random inputs, poisoned memory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import cv2
import numpy as np
import pytest
import torch

from engine.colour import Palette, PaletteLock, ResultColours, affine
from engine.frame import Image
from engine.imaging import (
    enlarge_guided as enlarge_guided_on_cpu,
    keep_colors as keep_colors_on_cpu,
    resize,
)
from engine.masks import mask_of
from engine.runtimes.cuda.colours import changed, keep_colors, locked
from engine.runtimes.cuda.guided_enlarging import enlarge_guided
from engine.runtimes.cuda.options import CudaOptions
from engine.runtimes.cuda.resampling import _coverage, enlarge, pad, shrink
from engine.runtimes.cuda.runtime import CudaRuntime
from engine.runtimes.precision import full_float32
from engine.runtimes.torch import TorchRuntime
from engine.settings import Region, Settings, Style
from engine.sources.pattern import PatternSource
from engine.stylizer import Stylizer
from models.registry import COMPACT, SMALL, NetworkInfo
from tests.engine.runtimes.cuda.fake_device import FakeDevice
from tests.engine.runtimes.cuda.real_device import CountingCuda

CPU = torch.device("cpu")

SEED = int(np.random.SeedSequence().generate_state(1)[0])
"""Another one in each run; it stands in the message when a test fails."""


TURNED = (
    {"brightness": 0.3},
    {"contrast": 1.7},
    {"saturation": 0.2},
    {"brightness": -0.6, "contrast": 0.4, "saturation": 1.9},
)


@pytest.fixture
def random() -> np.random.Generator:
    print(f"seed {SEED}")
    return np.random.default_rng(SEED)


def noise(random: np.random.Generator, height: int, width: int) -> Image:
    """Areas, edges and grain."""
    coarse = random.integers(0, 256, (height // 8 + 1, width // 8 + 1, 3), np.uint8)
    large = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = random.integers(-20, 21, (height, width, 3))
    return np.asarray(np.clip(large + grain, 0, 255), np.uint8)


def most_and_mean(first: Image, second: Image) -> tuple[int, float]:
    difference = np.abs(first.astype(int) - second)
    return int(difference.max()), float(difference.mean())


@pytest.mark.parametrize("size", [(64, 96), (63, 95), (50, 41), (32, 48), (33, 200), (96, 128), (5, 7)])
def test_shrinking_on_the_device_is_opencvs(random: np.random.Generator, size: tuple[int, int]) -> None:
    image = noise(random, 128, 200)
    found = shrink(torch.from_numpy(image), *size).numpy()
    assert most_and_mean(found, resize(image, size[1], size[0])) <= (1, 0.05)


def test_tables_that_a_captured_graph_reads_stay_where_they_are() -> None:
    before = [table.data_ptr() for table in _coverage(41, 29, CPU)]
    for wanted in range(1, 400):
        _coverage(400, wanted, CPU)
    assert [table.data_ptr() for table in _coverage(41, 29, CPU)] == before


@pytest.mark.parametrize("size", [(64, 100), (97, 131), (128, 200)])
def test_enlarging_on_the_device_is_opencvs(random: np.random.Generator, size: tuple[int, int]) -> None:
    image = noise(random, 64, 100)
    found = enlarge(torch.from_numpy(image), *size).numpy()
    assert most_and_mean(found, resize(image, size[1], size[0])) <= (1, 0.05)


@pytest.mark.parametrize("size", [(40, 56), (47, 51), (40, 50), (33, 56)])
def test_padding_on_the_device_is_opencvs(random: np.random.Generator, size: tuple[int, int]) -> None:
    image = noise(random, 33, 50)
    expected = cv2.copyMakeBorder(image, 0, size[0] - 33, 0, size[1] - 50, cv2.BORDER_REFLECT_101)
    np.testing.assert_array_equal(pad(torch.from_numpy(image), *size).numpy(), expected)


def test_colours_kept_on_the_device_are_those_of_the_cpu(random: np.random.Generator) -> None:
    painted, content = noise(random, 64, 80), noise(random, 64, 80)
    found = keep_colors(torch.from_numpy(painted), torch.from_numpy(content), torch.tensor(1.0)).numpy()
    assert most_and_mean(found, keep_colors_on_cpu(painted, content)) <= (3, 0.6)


@pytest.mark.parametrize("look", TURNED, ids=str)
def test_colours_changed_on_the_device_are_those_of_the_cpu(
    random: np.random.Generator, look: dict[str, float]
) -> None:
    image, settings = noise(random, 64, 80), replace(Settings(), **look)  # type: ignore[arg-type]
    change = affine(settings)
    assert change is not None
    found = changed(torch.from_numpy(image), torch.from_numpy(change).float()).numpy()
    assert most_and_mean(found, ResultColours().apply(image, image, settings)) <= (1, 0.1)


def test_colours_held_to_a_palette_on_the_device_are_those_of_the_cpu(random: np.random.Generator) -> None:
    image, lock = noise(random, 64, 80), PaletteLock(Palette([noise(random, 16, 16)]))
    found = locked(torch.from_numpy(image), torch.from_numpy(lock.moves)).numpy()
    np.testing.assert_array_equal(found, lock.apply(image))


def scenes(frames: int, noise_of: np.random.Generator, size: tuple[int, int] = (160, 96)) -> Iterator[Image]:
    """A moving scene with the grain of a camera."""
    with PatternSource(*size, rate=Fraction(25), frames=frames) as source:
        for frame in source:
            grain = noise_of.normal(0, 3, frame.image.shape)
            yield np.clip(frame.image + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("size", [(48, 72), (40, 60), (95, 143)])
def test_enlarging_along_edges_on_the_device_is_that_of_the_cpu(
    random: np.random.Generator, size: tuple[int, int]
) -> None:
    guide, painted = next(scenes(1, random, (144, 96))), noise(random, *size)
    found = enlarge_guided(torch.from_numpy(painted), torch.from_numpy(guide)).numpy()
    assert most_and_mean(found, enlarge_guided_on_cpu(painted, guide)) <= (6, 0.6)


@dataclass
class Both:
    """The same network twice: whole frames on a device that poisons its memory, and step by step."""

    device: FakeDevice | CountingCuda
    fast: Stylizer
    plain: Stylizer
    style: Style

    def settings(self, **look: object) -> Settings:
        return replace(Settings(((self.style, 1.0),)), **look)  # type: ignore[arg-type]


@cache
def step_by_step(network: NetworkInfo) -> tuple[Stylizer, Style]:
    """The plain path, and a style that it learned of a small picture."""
    stylizer = Stylizer(network.name, runtime=TorchRuntime(network, "cpu", "float32"))
    picture = next(scenes(1, np.random.default_rng(0)))
    statistics = stylizer.runtime.encode_style(picture)
    scaled = ((0.5, statistics), (2.0, statistics))
    return stylizer, Style("scene", statistics, stylizer.key, picture, scaled)


@pytest.fixture(params=["fake", pytest.param("cuda", marks=pytest.mark.gpu)])
def device(request: pytest.FixtureRequest) -> FakeDevice | CountingCuda:
    return CountingCuda() if request.param == "cuda" else FakeDevice(SEED % 1000, eager=0.5)


@pytest.fixture(params=[SMALL, COMPACT], ids=lambda network: network.name)
def both(request: pytest.FixtureRequest, device: FakeDevice | CountingCuda) -> Iterator[Both]:
    network: NetworkInfo = request.param
    plain, style = step_by_step(network)
    fast = Stylizer(network.name, runtime=CudaRuntime(network, "float32", CudaOptions(), device))
    fast.styles.network = plain.key
    with full_float32():
        yield Both(device, fast, plain, style)


LOOKS: tuple[dict[str, object], ...] = (
    {},
    {"render_size": 64},
    {"render_size": 75, "enlarge": "plain"},
    {"scale": 0.8},
    {"keep_colors": 0.6},
    {"render_size": 64, "enlarge": "plain", "keep_colors": True},
    {"brightness": -0.1, "contrast": 1.2, "saturation": 0.7, "keep_colors": 0.4, "strength": 0.9},
)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_frame_painted_on_the_device_is_that_of_the_steps(
    random: np.random.Generator, both: Both, look: dict[str, object]
) -> None:
    settings = both.settings(**look)
    for _ in range(3):  # the third comes from a captured graph
        image = noise(random, 91, 130)
        found, expected = both.fast.paint(image, settings), both.plain.paint(image, settings)
        assert most_and_mean(found, expected) <= (4, 0.6)
    assert both.device.replays == 2


@pytest.mark.parametrize("strength", [0.02, 0.2, 0.6])
def test_strength_on_the_device_is_that_of_the_steps(
    random: np.random.Generator, both: Both, strength: float
) -> None:
    image, settings = noise(random, 64, 96), both.settings(strength=strength)
    found, expected = both.fast.paint(image, settings), both.plain.paint(image, settings)
    assert most_and_mean(found, expected) <= (2, 0.3)


@pytest.mark.parametrize("strength", [None, 0.1, 0.0])
def test_masks_on_the_device_are_those_of_the_steps(
    random: np.random.Generator, both: Both, strength: float | None
) -> None:
    other = Style("other", both.style.statistics[::-1].copy(), both.plain.key, both.style.thumbnail)
    region = Region(mask_of("left,at=0.4,edge=0.2"), ((other, 1.0),), strength)
    image, settings = noise(random, 88, 136), both.settings(regions=(region,))
    found, expected = both.fast.paint(image, settings), both.plain.paint(image, settings)
    assert most_and_mean(found, expected) <= (4, 0.6)
    assert both.device.runs


def test_a_palette_on_the_device_is_that_of_the_steps(random: np.random.Generator, both: Both) -> None:
    other = replace(both.style, thumbnail=noise(random, 32, 32))
    for style in (both.style, both.style, other):
        image, settings = noise(random, 64, 96), both.settings(lock_palette=True, styles=((style, 1.0),))
        found, expected = both.fast.paint(image, settings), both.plain.paint(image, settings)
        assert most_and_mean(found, expected)[1] < 1  # one step before the table may be several behind it
    assert both.device.replays == 2


def test_texture_on_the_device_is_that_of_the_steps(random: np.random.Generator, both: Both) -> None:
    image, settings = noise(random, 64, 96), both.settings(texture=0.3)
    found, expected = both.fast.paint(image, settings), both.plain.paint(image, settings)
    assert most_and_mean(found, expected) <= (2, 0.3)


def test_a_picture_smaller_than_the_device_takes_is_painted_step_by_step(both: Both) -> None:
    image = np.full((10, 200, 3), 90, np.uint8)
    found, expected = both.fast.paint(image, both.settings()), both.plain.paint(image, both.settings())
    np.testing.assert_array_equal(found, expected)
    assert not both.device.runs


@dataclass(frozen=True, eq=False, slots=True)
class NewerSettings(Settings):
    """Settings with something that the device knows nothing of."""

    glitter: float = 0.0


@pytest.mark.parametrize(("glitter", "on_device"), [(0.0, True), (0.5, False)])
def test_what_the_device_does_not_know_is_left_to_the_steps(
    both: Both, glitter: float, on_device: bool
) -> None:
    settings = NewerSettings(((both.style, 1.0),), glitter=glitter)
    both.fast.paint(np.full((40, 40, 3), 90, np.uint8), settings)
    assert bool(both.device.runs) is on_device
