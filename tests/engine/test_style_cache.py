from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from safetensors.numpy import save_file

from engine.errors import PictureError
from engine.style_cache import StyleCache
from tests.fakes import FakeRuntime, solid


def cache_of(runtime: FakeRuntime, folder: Path, network: str = "fake-1") -> StyleCache:
    return StyleCache(network, runtime.encode_style, 64, folder)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "waves.png"
    Pillow.fromarray(solid(120, 100, 80)).save(path)
    return path


def test_a_picture_is_learned_once_and_remembered(tmp_path: Path, picture: Path) -> None:
    runtime = FakeRuntime()
    cache = cache_of(runtime, tmp_path)
    first, second = cache.learn(picture), cache.learn(picture)
    assert runtime.learned == 1
    assert first.name == "waves"
    np.testing.assert_array_equal(first.statistics, second.statistics)


def test_statistics_survive_on_disk(tmp_path: Path, picture: Path) -> None:
    cache_of(FakeRuntime(), tmp_path).learn(picture)
    later = FakeRuntime()
    style = cache_of(later, tmp_path).learn(picture)
    assert later.learned == 0
    np.testing.assert_allclose(style.statistics, [120.0] * 3)
    assert style.thumbnail.shape == (80, 100, 3)


def test_a_copy_under_another_name_is_not_learned_again(tmp_path: Path, picture: Path) -> None:
    runtime = FakeRuntime()
    cache = cache_of(runtime, tmp_path)
    cache.learn(picture)
    copy = picture.with_name("copy.png")
    copy.write_bytes(picture.read_bytes())
    assert cache.learn(copy).name == "copy"
    assert runtime.learned == 1


def test_a_changed_picture_of_the_same_name_is_learned_again(tmp_path: Path, picture: Path) -> None:
    runtime = FakeRuntime()
    cache = cache_of(runtime, tmp_path)
    cache.learn(picture)
    Pillow.fromarray(solid(30)).save(picture)
    np.testing.assert_allclose(cache.learn(picture).statistics, [30.0] * 3)


def test_another_network_learns_for_itself(tmp_path: Path, picture: Path) -> None:
    cache_of(FakeRuntime(), tmp_path, "fake-1").learn(picture)
    other = FakeRuntime()
    assert cache_of(other, tmp_path, "fake-2").learn(picture).network == "fake-2"
    assert other.learned == 1


def test_a_damaged_cache_is_made_again(tmp_path: Path, picture: Path) -> None:
    cache_of(FakeRuntime(), tmp_path).learn(picture)
    (stored,) = (tmp_path / "statistics" / "fake-1").glob("*.safetensors")
    stored.write_bytes(b"half a file")
    again = FakeRuntime()
    cache_of(again, tmp_path).learn(picture)
    assert again.learned == 1


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, picture: Path) -> None:
    (tmp_path / "statistics").write_text("a file where the folder should be")
    assert cache_of(FakeRuntime(), tmp_path).learn(picture).name == "waves"


def test_large_pictures_are_shrunk_before_the_network_looks(tmp_path: Path) -> None:
    seen: list[tuple[int, ...]] = []
    runtime = FakeRuntime()

    def encode(image: np.ndarray) -> np.ndarray:
        seen.append(image.shape)
        return runtime.encode_style(image)

    StyleCache("fake", encode, 64, tmp_path).learn_image(solid(1, 640, 320), "big")
    assert seen == [(64, 128, 3)]


def test_tiny_pictures_are_enlarged_to_what_networks_can_see(tmp_path: Path) -> None:
    seen: list[tuple[int, ...]] = []

    def encode(image: np.ndarray) -> np.ndarray:
        seen.append(image.shape)
        return np.zeros(3, np.float32)

    StyleCache("fake", encode, 64, tmp_path).learn_image(solid(1, 1, 1), "dot")
    assert seen == [(32, 32, 3)]


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"nowhere\.jpg"):
        cache_of(FakeRuntime(), tmp_path).learn(tmp_path / "nowhere.jpg")


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="folder"):
        cache_of(FakeRuntime(), tmp_path).learn(tmp_path)


def test_pixels_that_are_given_are_not_decoded_again(tmp_path: Path) -> None:
    cache = StyleCache("fake", lambda image: np.zeros(2, np.float32), 64, tmp_path)
    style = cache.learn(b"no picture file", "given", solid(1, 40, 32))
    assert (style.name, style.thumbnail.shape) == ("given", (32, 40, 3))


@pytest.mark.parametrize(
    "statistics",
    [np.ones(2, np.float32), np.ones((1, 3), np.float32), np.array([1, np.nan, 1], np.float32), np.ones(3)],
    ids=["too short", "of another shape", "not a number", "of another type"],
)
def test_statistics_that_cannot_be_the_networks_are_learned_anew(
    tmp_path: Path, picture: Path, statistics: np.ndarray
) -> None:
    runtime = FakeRuntime()
    StyleCache("fake", runtime.encode_style, 64, tmp_path, 3).learn(picture)
    (stored,) = (tmp_path / "statistics" / "fake").glob("*.safetensors")
    save_file({"statistics": statistics, "thumbnail": solid(1)}, stored)
    style = StyleCache("fake", runtime.encode_style, 64, tmp_path, 3).learn(picture)
    assert runtime.learned == 2
    np.testing.assert_allclose(style.statistics, [120.0] * 3)


def test_a_cache_that_cannot_be_written_says_why(tmp_path: Path, picture: Path) -> None:
    (tmp_path / "statistics").write_text("a file where the folder should be")
    cache = cache_of(FakeRuntime(), tmp_path)
    assert cache.not_kept is None
    cache.learn(picture)
    assert cache.not_kept is not None
