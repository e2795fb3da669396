"""Regions and stroke sizes over the time of a film."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.jobs import paint_video
from engine.masks import Mask, parse_mask
from engine.settings import Region, Settings
from engine.sources import VideoFileSource
from engine.timeline import Keyframe, Timeline, TimelinePlan, parse_keyframe, read_timeline
from engine.timeline.timeline import between
from tests.clips import VARIABLE_RATE, frame_times, write_clip
from tests.fakes import fake_stylizer, settings_of, style_of

LIGHT = replace(settings_of(250), regions=(Region(Mask("left"), ((style_of(50), 1.0),)),))


def planned(*looks: str, first: Settings = LIGHT) -> list[Settings]:
    plan = TimelinePlan(tuple(parse_keyframe(str(second), look) for second, look in enumerate(looks)))
    return [one.settings for one in plan.learned(first, lambda name: style_of(1, name)).keyframes]


def test_a_region_fades_in_and_its_mask_moves() -> None:
    start, end = planned(
        "region1.weight=0,region1.at=0.2", "region1.weight=1,region1.at=0.8,region1.strength=0.5"
    )
    middle = between(start, end, 0.5).regions[0]
    assert isinstance(middle.mask, Mask)
    assert (middle.mask.weight, middle.mask.at) == (0.5, 0.5)
    assert middle.strength == pytest.approx(0.75)  # from that of the whole picture
    assert between(start, start, 0.5).regions == start.regions


def test_what_is_not_said_of_a_region_stays_as_before() -> None:
    _, second, third = planned("style=a", "region1.weight=0.25", "region1.edge=0")
    assert third.regions[0].mask == Mask("left", weight=0.25, edge=0)
    assert second.regions[0].styles == LIGHT.regions[0].styles


def test_regions_that_are_others_change_at_the_next_keyframe() -> None:
    other = replace(LIGHT, regions=(Region(Mask("circle")),))
    assert between(LIGHT, other, 0.9).regions == LIGHT.regions
    assert between(LIGHT, replace(LIGHT, regions=()), 0.9).regions == LIGHT.regions


def test_the_style_of_a_region_is_blended_with_that_of_the_next_keyframe() -> None:
    other = replace(LIGHT, regions=(Region(Mask("left"), ((style_of(150), 1.0),)),))
    styles = between(LIGHT, other, 0.25).regions[0].styles
    assert styles is not None
    assert [(float(style.statistics[0]), weight) for style, weight in styles] == [(50, 0.75), (150, 0.25)]


def test_a_keyframe_says_what_its_region_does_not_have() -> None:
    with pytest.raises(UsageError, match="sets region2, but there is 1\\. Make one with --region"):
        planned("region2.weight=0")
    with pytest.raises(UsageError, match='of region1 is "left" and has no `x`; it has at, edge, weight'):
        planned("region1.x=0")
    with pytest.raises(UsageError, match="`weight` must be from 0 to 1, not 3"):
        planned("region1.weight=3")


def test_a_file_sets_regions_too(tmp_path: Path) -> None:
    file = tmp_path / "looks.toml"
    file.write_text('[[at]]\ntime = 0\nstyle = "a"\nscale = 2\nregion1 = { weight = 0, scale = 0.5 }\n')
    plan = read_timeline(file)
    assert plan.keyframes[0].regions == {1: {"weight": 0.0, "scale": 0.5}}
    assert set(plan.scales) == {2.0, 0.5}


def test_strokes_grow_from_one_keyframe_to_the_next() -> None:
    start, end = planned("scale=0.5", "scale=2")
    assert [between(start, end, share).scale for share in (0, 0.5, 1)] == [0.5, 1.25, 2]


def test_in_a_film_of_variable_rate_a_region_is_there_from_its_frame_on(tmp_path: Path) -> None:
    clip, painted = write_clip(tmp_path / "clip.mp4", VARIABLE_RATE), tmp_path / "painted.mp4"
    times = frame_times(clip)
    hidden = replace(LIGHT, regions=(replace(LIGHT.regions[0], mask=parse_mask("left,weight=0")),))
    looks = Timeline([Keyframe(Fraction(0), hidden), Keyframe(times[3], LIGHT)], "cut")
    paint_video(clip, painted, looks, stylizer=fake_stylizer())
    with VideoFileSource(painted) as source:
        corners = [float(frame.image[:, :4].mean()) for frame in source]
    assert min(corners[:3]) > 200 > 100 > max(corners[3:])
