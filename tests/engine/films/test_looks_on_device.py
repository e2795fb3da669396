"""Looks for which the CPU sees something of a film: only that is brought, and the film is the same."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.colour.matching import packed
from engine.masks import mask_of
from engine.runtimes.cuda.device import TensorImage
from engine.settings import Region
from tests import clips
from tests.engine.films.both_ways import differences, paint
from tests.fakes import settings_of, solid, style_of

LARGE = replace(clips.BT709, size=(320, 304), ticks=tuple(range(0, 4 * 512, 512)))
"""Motion is looked for in a picture of half the size."""

MOTION = (152, 160, 3)
"""That picture."""

WHOLE = (304, 320, 3)
"""The first picture, to be compared with the CPU's, and then no other."""

OTHER = ((style_of(80), 1.0),)
PICTURED = ((replace(style_of(200), picture=packed(solid(90))), 1.0),)


def region(text: str) -> dict[str, Any]:
    return {"regions": (Region(mask_of(text), OTHER),)}


LOOKS: tuple[tuple[dict[str, Any], list[tuple[int, int, int]]], ...] = (
    ({"smoothing": 0.5}, [MOTION] * 4),
    ({"mirror": True}, []),
    ({"mirror": True, "smoothing": 0.5}, [MOTION] * 4),
    (region("left"), []),
    (region("circle,seconds=1"), []),
    (region("person") | {"render_size": 160}, [MOTION] * 4),
    (region("bright,at=0.4,edge=0.5") | {"render_size": 160}, [MOTION] * 4),
    ({"regions": (Region(mask_of("left")),)}, []),
    ({"strength": 0.5, "render_size": 160}, [MOTION] * 4),
    ({"styles": PICTURED, "match_colors": True, "keep_colors": 1.0}, [(91, 96, 3)]),
)
"""With what is brought of the frames."""


@pytest.mark.parametrize(
    ("look", "brought"), LOOKS, ids=lambda one: "+".join(one) if isinstance(one, dict) else ""
)
def test_of_a_film_that_stays_there_the_cpu_sees_only_what_a_look_needs(
    tmp_path: Path,
    downloads: list[TensorImage],
    look: dict[str, Any],
    brought: list[tuple[int, int, int]],
) -> None:
    film, settings = clips.write_clip(tmp_path / "film.mp4", LARGE), replace(settings_of(200), **look)
    paint(film, tmp_path / "there.mkv", stays=True, settings=settings)
    assert [picture.shape for picture in downloads] == [WHOLE, *brought]
    paint(film, tmp_path / "here.mkv", stays=False, settings=settings)
    assert max(differences(tmp_path / "there.mkv", tmp_path / "here.mkv")) < 1.5
