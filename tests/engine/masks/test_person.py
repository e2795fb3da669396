from fractions import Fraction

import cv2
import numpy as np
import pytest

from engine.frame import Image
from engine.masks import Mask, Weights, open_mask
from engine.masks.edges import follow_edges
from engine.masks.person import steadied

HEIGHT, WIDTH = 90, 160


def person_at(x: int) -> Image:
    """A bright bar on a dark ground."""
    image = np.full((HEIGHT, WIDTH, 3), 30, np.uint8)
    image[:, x : x + 50] = 220
    return image


def find_bar(image: Image) -> Weights:
    """Finds the bar as a small network would: coarsely."""
    return (cv2.resize(image, (32, 32), interpolation=cv2.INTER_AREA)[:, :, 0] > 125).astype(np.float32)


def test_a_still_person_gives_a_still_mask() -> None:
    source = open_mask(Mask("person"))
    first = source.weights(person_at(40), Fraction(0), find_bar).copy()
    for index in range(1, 5):
        np.testing.assert_array_equal(source.weights(person_at(40), Fraction(index, 25), find_bar), first)


def test_a_trembling_network_trembles_less_in_the_mask() -> None:
    random, before = np.random.default_rng(0), np.full((32, 32), 0.5, np.float32)
    raw, calm = [], []
    for _ in range(30):
        found = (0.5 + random.normal(0, 0.02, (32, 32))).astype(np.float32)
        after = steadied(found, before)
        raw.append(np.abs(found - 0.5).mean())
        calm.append(np.abs(after - before).mean())
        before = after
    assert np.mean(calm) < 0.5 * np.mean(raw)


def test_the_mask_of_a_moving_person_is_not_late() -> None:
    source = open_mask(Mask("person"))
    for index, x in enumerate(range(0, 100, 20)):
        weights = source.weights(person_at(x), Fraction(index, 25), find_bar)
        centre = float((weights.sum(axis=0) * np.arange(WIDTH)).sum() / weights.sum())
        assert centre == pytest.approx(
            x + 24.5, abs=3
        )  # within this very frame: 20 px would be one frame late


def test_a_mask_leaves_no_ghost_where_the_person_was() -> None:
    source = open_mask(Mask("person"))
    source.weights(person_at(0), Fraction(0), find_bar)
    weights = source.weights(person_at(100), Fraction(1, 25), find_bar)
    assert weights[:, :45].max() < 0.01


def test_edges_of_a_mask_move_to_those_of_the_picture() -> None:
    image = person_at(60)
    truth = (image[:, :, 0] > 125).astype(np.float32)
    coarse = cv2.resize(find_bar(image), (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
    followed = follow_edges(find_bar(image), image)
    assert np.abs(followed - truth).mean() < 0.5 * np.abs(coarse - truth).mean()


def test_background_is_all_but_the_person() -> None:
    masks = [open_mask(Mask(kind)) for kind in ("person", "background")]
    person, background = (mask.weights(person_at(30), Fraction(0), find_bar) for mask in masks)
    np.testing.assert_allclose(person + background, 1, atol=1e-6)
