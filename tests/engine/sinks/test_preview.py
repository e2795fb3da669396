from dataclasses import replace

from engine.pipeline.pipeline import Pipeline
from engine.sinks.preview import PreviewSlot
from tests.fakes import FakeClock, FakeSource, fake_stylizer, frame, settings_of


def test_an_empty_slot_has_nothing_and_no_latency() -> None:
    slot = PreviewSlot()
    assert slot.latest() is None
    assert slot.latency_s() is None


def test_slot_returns_only_the_newest_frame_and_keeps_it_after_the_end() -> None:
    slot = PreviewSlot()
    newest = frame(1)
    for one in (frame(0), newest):
        slot.write(one)
    slot.close()
    assert slot.latest() is newest


def test_painted_and_content_pictures_can_both_be_had() -> None:
    slot, original = PreviewSlot(), frame(0, value=90)
    pipeline = Pipeline(FakeSource([original]), fake_stylizer(), [slot], settings_of(200))
    pipeline.start()
    assert pipeline.wait(5)
    latest = slot.latest()
    assert latest is not None and latest.content is original.image
    assert (latest.image == 200).all()


def test_latency_is_from_capture_until_now() -> None:
    clock = FakeClock()
    slot = PreviewSlot(clock)
    slot.write(replace(frame(0), captured_s=10.0))
    clock.now = 10.25
    assert slot.latency_s() == 0.25


def test_a_frame_of_a_file_has_no_latency() -> None:
    slot = PreviewSlot()
    slot.write(frame(0))
    assert slot.latency_s() is None
