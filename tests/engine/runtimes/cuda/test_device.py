"""The calls of CUDA that need no GPU to be seen."""

import pytest
import torch

from engine.runtimes.cuda.device import CudaDevice


class Recorded:
    """Stands for an event of torch."""

    asked: dict[str, object]

    def __init__(self, **asked: object) -> None:
        Recorded.asked = asked

    def record(self, stream: object) -> None:
        self.stream = stream


def test_who_waits_for_the_device_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "Event", Recorded)
    event = CudaDevice(0).record("a stream")  # type: ignore[arg-type]
    assert Recorded.asked == {"blocking": True}
    assert event.stream == "a stream"  # type: ignore[attr-defined]
