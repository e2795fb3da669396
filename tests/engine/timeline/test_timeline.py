"""Looks over the time of a film."""

from fractions import Fraction
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.jobs import paint_video
from engine.settings import Settings
from engine.sources import VideoFileSource, VideoPart
from engine.timeline import Keyframe, Timeline, TimelinePlan, parse_keyframe, read_timeline
from tests.clips import VARIABLE_RATE, frame_times, write_clip
from tests.fakes import FakeRuntime, fake_stylizer, settings_of, solid, style_of

DARK, LIGHT = settings_of(50), settings_of(250)


def timeline(transition: str = "linear") -> Timeline:
    return Timeline([Keyframe(Fraction(10), LIGHT), Keyframe(Fraction(0), DARK)], transition)  # type: ignore[arg-type]


def shade(settings: Settings) -> float:
    return float(settings.blend()[0])


@pytest.mark.parametrize("transition", ["linear", "smooth", "cut"])
def test_at_its_time_a_keyframe_is_exactly_what_was_set(transition: str) -> None:
    assert timeline(transition).at(Fraction(0)) is DARK
    assert timeline(transition).at(Fraction(10)) is LIGHT


def test_before_the_first_and_after_the_last_it_stays() -> None:
    late = Timeline([Keyframe(Fraction(2), DARK), Keyframe(Fraction(3), LIGHT)])
    assert late.at(Fraction(0)) is DARK
    assert late.at(Fraction(100)) is LIGHT


def test_between_two_keyframes_styles_are_blended() -> None:
    assert shade(timeline().at(Fraction(5, 2))) == pytest.approx(100)
    assert shade(timeline().at(Fraction(5))) == pytest.approx(150)


def test_smooth_begins_and_ends_slowly() -> None:
    smooth = timeline("smooth")
    assert shade(smooth.at(Fraction(1))) < 60
    assert shade(smooth.at(Fraction(5))) == pytest.approx(150)
    assert shade(smooth.at(Fraction(9))) > 240


def test_cut_changes_at_the_keyframe_and_not_before() -> None:
    assert timeline("cut").at(Fraction(999, 100)) is DARK


def test_of_a_part_the_moments_are_those_of_the_whole_film(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4")  # 10 frames, 25 a second
    looks = Timeline([Keyframe(Fraction(0), DARK), Keyframe(Fraction(6, 25), LIGHT)], "cut")
    painted, part = tmp_path / "painted.mp4", VideoPart(Fraction(4, 25), Fraction(9, 25))
    paint_video(clip, painted, looks, stylizer=fake_stylizer(), part=part)
    with VideoFileSource(painted) as source:
        shades = [float(frame.image.mean()) for frame in source]
    assert len(shades) == 5
    assert max(shades[:2]) < 60 < 200 < min(shades[2:])


def test_numbers_go_over_and_switches_change_at_the_next_keyframe() -> None:
    style = style_of(1)
    start = Settings(((style, 1.0),), strength=0.2, render_size=320)
    end = Settings(((style, 1.0),), strength=1.0, render_size=640, lock_palette=True)
    middle = Timeline([Keyframe(Fraction(0), start), Keyframe(Fraction(1), end)]).at(Fraction(1, 2))
    assert middle.strength == pytest.approx(0.6)
    assert (middle.render_size, middle.lock_palette) == (320, False)
    assert middle.styles == ((style, 1.0),)


def test_a_timeline_needs_keyframes_at_different_times() -> None:
    with pytest.raises(UsageError, match="at least one"):
        Timeline([])
    with pytest.raises(UsageError, match="same time"):
        Timeline([Keyframe(Fraction(1), DARK), Keyframe(Fraction(1), LIGHT)])


def test_beside_a_timeline_no_look_is_given_that_would_change_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Leave out strength, texture"):
        paint_video(tmp_path / "clip.mp4", tmp_path / "out.mp4", timeline(), strength=0.5, texture=0.1)


def test_in_a_film_of_variable_rate_each_keyframe_hits_its_frame(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", VARIABLE_RATE)
    times = frame_times(clip)
    hit = times[3]  # a seventh of a second, between unequal gaps
    looks = Timeline([Keyframe(Fraction(0), DARK), Keyframe(hit, LIGHT), Keyframe(times[5], DARK)])
    output = tmp_path / "painted.mp4"
    paint_video(clip, output, looks, stylizer=fake_stylizer())
    assert frame_times(output) == times
    with VideoFileSource(output) as source:
        shades = [float(frame.image.mean()) for frame in source]
    wanted = [shade(looks.at(time)) for time in times]
    assert shades == pytest.approx(wanted, abs=4)
    assert max(shades) == shades[3] == pytest.approx(250, abs=4)
    assert 50 < wanted[4] < 250


def test_what_a_keyframe_does_not_say_stays_as_before() -> None:
    plan = TimelinePlan(
        (
            parse_keyframe("0:00", "style=a,strength=0.5"),
            parse_keyframe("0:10", "style=b:0.25,style=c:0.75"),
            parse_keyframe("1:00:00.5", "keep_colors=0.5,lock_palette=on"),
        )
    )
    learned: list[str] = []

    def learn(name: str) -> object:
        learned.append(name)
        return style_of(1, name)

    first, second, third = plan.learned(Settings(texture=0.25), learn).keyframes  # type: ignore[arg-type]
    assert (first.settings.strength, first.settings.texture) == (0.5, 0.25)
    assert [(style.name, weight) for style, weight in second.settings.styles] == [("b", 0.25), ("c", 0.75)]
    assert second.settings.strength == 0.5
    assert third.time == Fraction(7201, 2)
    assert third.settings.styles == second.settings.styles
    assert (third.settings.keep_colors, third.settings.lock_palette) == (0.5, True)
    assert learned == ["a", "b", "c"]


def test_each_style_is_learned_once_for_a_whole_film(tmp_path: Path) -> None:
    runtime = FakeRuntime()
    stylizer = fake_stylizer(runtime)
    plan = TimelinePlan(tuple(parse_keyframe(str(n), f"style={'ab'[n % 2]}") for n in range(6)))
    pictures = {"a": solid(33), "b": solid(66)}
    clip = write_clip(tmp_path / "clip.mp4")
    looks = plan.learned(Settings(), lambda name: stylizer.learn(pictures[name]))
    paint_video(clip, tmp_path / "out.mp4", looks, stylizer=stylizer)
    assert runtime.learned == 2


def test_a_file_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "a,b.jpg").write_bytes(b"")
    file = tmp_path / "looks.toml"
    file.write_text(
        'transition = "smooth"\n[[at]]\ntime = "0:00"\nstyle = "a,b.jpg"\n'
        '[[at]]\ntime = 10.5\nstyle = { mosaic = 0.7, "ink-wash" = 0.3 }\nstrength = 0.5\n'
        "match_colors = true\n",
        encoding="utf-8",
    )
    plan = read_timeline(file)
    assert plan.transition == "smooth"
    assert plan.keyframes[0].styles == ((str(tmp_path / "a,b.jpg"), 1.0),)
    assert plan.keyframes[1].time == Fraction(21, 2)
    assert plan.keyframes[1].styles == (("mosaic", 0.7), ("ink-wash", 0.3))
    assert plan.keyframes[1].values == {"strength": 0.5, "match_colors": True}


@pytest.mark.parametrize(
    ("time", "look", "message"),
    [
        ("soon", "style=a", '"soon" is no time'),
        ("1:", "style=a", "is no time"),
        ("0", "a.jpg", "no NAME=VALUE"),
        ("0", "style=a,size=3", 'no "size"'),
        ("0", "render_size=640", "the same for a whole film. Set it with --render-size"),
        ("0", "region1.hue=3", 'no "region1.hue"'),
        ("0", "region1.weight=some", "region1.weight must be a number"),
        ("0", "strength=much", 'strength must be a number, not "much"'),
        ("0", "strength=3", "Strength must be from 0"),
        ("0", "lock_palette=perhaps", "on or off"),
    ],
)
def test_what_cannot_be_understood_is_said(time: str, look: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_keyframe(time, look)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("at = 3", "no keyframes"),
        ("[[at]\n", "not a TOML file"),
        ('transition = "slow"\n[[at]]\ntime = "0"\n', "linear, smooth or cut, not slow"),
        ("[[at]]\nstyle = 'a'\n", "is no time"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "looks.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_timeline(file)


def test_a_timeline_whose_beginning_has_no_style_is_refused() -> None:
    plan = TimelinePlan((parse_keyframe("0", "strength=0.5"), parse_keyframe("1", "style=a")))
    with pytest.raises(UsageError, match="first keyframe has no style"):
        plan.learned(Settings(), lambda name: style_of(1, name))
