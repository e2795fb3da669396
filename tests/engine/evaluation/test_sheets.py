"""Pages at full size: what is shown of a result, and where."""

import numpy as np

from engine.evaluation.sheets import contact_sheet, interesting_places, page, row
from engine.frame import Image


def photo() -> Image:
    """Rough, but flat at the lower left, with one strong edge at the upper right."""
    image = np.random.default_rng(1).integers(100, 140, (200, 240, 3)).astype(np.uint8)
    image[120:, :100] = 120
    image[20:60, 180:200], image[20:60, 200:220] = 0, 255
    return image


def test_places_are_flat_at_the_edge_and_in_the_middle() -> None:
    (top, left), edge, middle = interesting_places(photo(), 60)
    assert 110 <= top <= 140
    assert left <= 45
    assert edge[0] <= 40 <= edge[0] + 60
    assert edge[1] <= 200 <= edge[1] + 60
    assert middle == (70, 90)


def test_places_stay_inside_the_photo() -> None:
    image = np.zeros((100, 100, 3), np.uint8)
    image[:2, :2] = 255
    assert all(0 <= start <= 50 for place in interesting_places(image, 50) for start in place)


def test_page_shows_all_three_at_full_size_and_the_result_twice_as_large() -> None:
    source = photo()
    result = np.roll(source, 7, axis=1)
    artwork = np.full((300, 200, 3), 9, np.uint8)
    sheet = np.asarray(page(source, artwork, result))
    assert sheet.shape == (400, 720, 3)
    assert (sheet[:200, :240] == source).all()
    assert (sheet[:200, 240:440] == 9).all()
    assert (sheet[:200, 480:] == result).all()
    top, left = interesting_places(source, 100)[2]
    assert (sheet[200::2, 480:680:2] == result[top : top + 100, left : left + 100]).all()
    assert (sheet[201::2, 481:681:2] == result[top : top + 100, left : left + 100]).all()


def test_contact_sheet_has_two_rows_beside_each_other() -> None:
    rows = [row(photo(), photo(), photo())] * 3
    assert contact_sheet(rows).size == (1200, 400)
