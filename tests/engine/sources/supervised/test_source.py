import threading
import time
from fractions import Fraction
from itertools import pairwise

from engine.pipeline.pipeline import Pipeline
from engine.sinks.preview import PreviewSlot
from engine.sources.network_stream import NetworkStreamSource
from engine.sources.pattern import PatternSource
from engine.sources.supervised.open_worker import ABANDONED_NAME, abandoned_readers
from engine.sources.supervised.source import MOST_ABANDONED, SupervisedSource
from engine.sources.supervised.status import Timeouts
from tests.fakes import fake_stylizer, settings_of, solid
from tests.mjpeg_server import MjpegServer
from tests.supervision import QUICK, Slideshow, Watcher, World, wait_until


def test_a_good_source_just_runs(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames(20)
    status = watcher.source.status()
    assert (status.state, status.message, status.retry_in_s) == ("running", "", None)
    assert world.opened == 1
    assert (watcher.source.info.width, watcher.source.info.height) == (64, 48)


def test_the_constructor_and_status_never_wait_for_a_slow_opening(world: World) -> None:
    world.mode = "stuck"
    start = time.monotonic()
    source = SupervisedSource(world.open, "The camera", QUICK)
    status = source.status()
    source.close()
    assert source.read() is None
    assert time.monotonic() - start < 1
    assert (status.state, status.message) == ("opening", "Opening The camera ...")


def test_a_camera_that_is_not_there_is_tried_again_until_it_is(world: World) -> None:
    world.mode = "unplugged"
    watcher = Watcher(SupervisedSource(world.open, "The camera", QUICK))
    watcher.wait_for("waiting")
    status = watcher.source.status()
    assert "not connected" in status.message
    assert status.retry_in_s is not None
    world.mode = "play"
    watcher.wait_for("running")
    watcher.stop()


def test_an_unplugged_camera_is_lost_and_comes_back_when_plugged_in(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "unplugged"
    watcher.wait_for("lost")
    assert "no pictures any more" in watcher.source.status().message
    world.mode = "play"
    watcher.wait_for("running")
    watcher.wait_for_frames()


def test_times_and_numbers_go_on_after_a_loss(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "unplugged"
    watcher.wait_for("lost")
    world.mode = "play"
    watcher.wait_for_frames()
    frames = list(watcher.frames)
    assert [frame.index for frame in frames] == list(range(len(frames)))
    assert all(a.time < b.time for a, b in pairwise(frames))


def test_a_read_that_blocks_is_left_behind_and_the_camera_opened_again(
    watcher: Watcher, world: World
) -> None:
    watcher.wait_for_frames()
    world.mode = "blocked"
    watcher.wait_for("lost")
    assert "no pictures" in watcher.source.status().message
    wait_until(lambda: abandoned_readers() == 1, 5, "a thread left behind")
    world.mode = "play"
    watcher.wait_for("running")
    watcher.wait_for_frames()


def test_no_more_than_a_few_threads_are_ever_left_behind(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "blocked"
    wait_until(lambda: abandoned_readers() == MOST_ABANDONED, 5, "threads left behind")
    time.sleep(0.8)
    assert abandoned_readers() == MOST_ABANDONED
    world.mode = "play"
    world.released.set()
    watcher.wait_for("running")


def test_an_opening_that_never_ends_is_given_up(world: World) -> None:
    world.mode = "stuck"
    watcher = Watcher(SupervisedSource(world.open, "The camera", QUICK))
    watcher.wait_for("waiting")
    assert watcher.source.status().message == "The camera does not open."
    world.mode = "play"
    watcher.wait_for("running")
    watcher.stop()
    world.released.set()
    wait_until(lambda: world.open_now == 0, 2, "the late camera to be let go of")


def test_close_is_quick_while_the_driver_blocks(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "blocked"
    time.sleep(0.02)
    start = time.monotonic()
    watcher.stop()
    assert time.monotonic() - start < 1
    assert ABANDONED_NAME in [thread.name for thread in threading.enumerate()]


def test_a_black_camera_says_so_goes_on_and_is_opened_again(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "black"
    watcher.wait_for("black")
    assert "black" in watcher.source.status().message
    opened = world.opened
    wait_until(lambda: world.opened > opened + 1, 5, "more tries")
    assert watcher.source.status().state == "black"
    watcher.wait_for_frames()
    world.mode = "play"
    watcher.wait_for("running")


def test_a_frozen_camera_is_opened_again_and_comes_back(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "frozen"
    wait_until(lambda: "frozen" in watcher.seen, 5, "the frozen picture to be noticed")
    world.mode = "play"
    watcher.wait_for("running")
    assert world.opened == 2


def test_a_still_picture_that_stays_after_opening_again_is_no_fault(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "frozen"
    wait_until(lambda: world.opened == 2, 5, "a new try")
    watcher.wait_for("running")
    time.sleep(0.8)
    assert world.opened == 2
    assert watcher.source.status().state == "running"


def test_a_slideshow_is_not_taken_for_frozen() -> None:
    slides = [solid(value, 64, 48) for value in (50, 100, 150)]
    watcher = Watcher(SupervisedSource(lambda: Slideshow(slides), "Slides", QUICK))
    watcher.wait_for_frames(100)
    assert set(watcher.seen) == {"running"}
    watcher.stop()


def test_a_source_that_ends_is_opened_again(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "ends"
    watcher.wait_for("lost")
    assert watcher.source.status().message == "The camera came to its end."
    world.mode = "play"
    watcher.wait_for("running")


def test_an_unexpected_error_is_shown_and_survived(world: World) -> None:
    world.mode = "buggy"
    watcher = Watcher(SupervisedSource(world.open, "The camera", QUICK))
    watcher.wait_for("waiting")
    assert watcher.source.status().message == "The camera failed: division by zero."
    world.mode = "play"
    watcher.wait_for("running")
    watcher.stop()


def test_tries_become_rarer_up_to_a_limit(world: World) -> None:
    world.mode = "unplugged"
    timeouts = Timeouts(retry_s=0.05, longest_retry_s=0.4)
    watcher = Watcher(SupervisedSource(world.open, "The camera", timeouts))
    time.sleep(1.4)  # at about 0, .05, .15, .35, .75, 1.15
    watcher.stop()
    assert 4 <= world.opened <= 7


def test_after_good_pictures_the_first_new_try_is_quick_again(watcher: Watcher, world: World) -> None:
    world.mode = "unplugged"
    wait_until(lambda: world.opened > 5, 5, "some tries")
    world.mode = "play"
    watcher.wait_for("running")
    time.sleep(2 * QUICK.settled_s)
    world.mode = "unplugged"
    watcher.wait_for("lost")
    retry = watcher.source.status().retry_in_s
    assert retry is not None and retry <= QUICK.retry_s


def test_change_shows_another_source_without_waiting_for_the_old_one(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames()
    world.mode = "blocked"
    time.sleep(0.02)
    start = time.monotonic()
    watcher.source.change(lambda: PatternSource(32, 18, Fraction(100), live=True), "The pattern", QUICK)
    assert time.monotonic() - start < 0.1
    wait_until(lambda: watcher.frames[-1].image.shape == (18, 32, 3), 5, "the other source")
    assert isinstance(watcher.source.current, PatternSource)


def test_every_source_is_let_go_of(world: World) -> None:
    for _ in range(10):
        watcher = Watcher(SupervisedSource(world.open, "The camera", QUICK))
        watcher.wait_for_frames(1)
        watcher.stop()
    assert world.opened == 10
    assert world.open_now == 0


def test_a_source_that_is_never_read_is_let_go_of_by_close(world: World) -> None:
    with SupervisedSource(world.open, "The camera", QUICK):
        wait_until(lambda: world.open_now == 1, 5, "the camera to open")
    assert world.open_now == 0


def test_change_after_close_opens_nothing(world: World) -> None:
    source = SupervisedSource(world.open, "The camera", QUICK)
    source.close()
    source.change(world.open, "The camera", QUICK)
    assert source.read() is None
    assert world.open_now == 0


def test_a_pipeline_goes_on_through_losses_and_stops_in_time(world: World) -> None:
    slot, source = PreviewSlot(), SupervisedSource(world.open, "The camera", QUICK)
    pipeline = Pipeline(source, fake_stylizer(), [slot], settings_of(200))
    pipeline.start()
    wait_until(lambda: slot.latest() is not None, 5, "a painted frame")
    world.mode = "unplugged"
    wait_until(lambda: source.status().state == "lost", 5, "the loss")
    assert slot.latest() is not None
    assert pipeline.call(lambda stylizer: 42).result(2) == 42
    pipeline.finish()
    assert pipeline.wait(2)


def test_a_network_camera_that_stops_freezes_sends_garbage_and_comes_back() -> None:
    scene = PatternSource(96, 54)
    pictures = [frame.image for _ in range(20) if (frame := scene.read())]
    with MjpegServer(pictures) as camera:
        source = SupervisedSource(
            lambda: NetworkStreamSource(camera.address, open_s=0.3, read_s=0.2), "Door", QUICK
        )
        watcher = Watcher(source)
        watcher.wait_for("running")
        camera.stop()
        watcher.wait_for("lost")
        camera.start()
        watcher.wait_for("running")
        for mode in ("freeze", "garbage"):
            camera.mode = mode
            watcher.wait_for("lost")
            camera.mode = "play"
            watcher.wait_for("running")
        watcher.wait_for_frames()
        watcher.stop()
    wait_until(lambda: abandoned_readers() == 0, 5, "abandoned threads to end")


def test_an_empty_picture_of_a_driver_is_left_out(watcher: Watcher, world: World) -> None:
    watcher.wait_for_frames(3)
    world.mode = "empty"
    time.sleep(0.1)
    world.mode = "play"
    watcher.wait_for_frames(3)
    assert all(frame.image.size for frame in watcher.frames)
    assert world.opened == 1
