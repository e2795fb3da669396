"""When AdaIN layers are painted by kernels of our own, and when step by step."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from engine.runtimes.cuda.options import CudaOptions
from engine.runtimes.cuda.runtime import CudaRuntime
from models.adain import Affine, adain_layer
from models.registry import SMALL
from models.small import SMALL_CONFIG
from tests.engine.runtimes.cuda.fake_device import FakeDevice


def test_without_triton_adain_is_painted_step_by_step_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "triton", None)
    monkeypatch.delitem(sys.modules, "models.kernels.fused_adain", raising=False)
    runtime = CudaRuntime(SMALL, "float32", CudaOptions(fused=True), FakeDevice())
    assert not runtime._paint.style_network.fused
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("AdaIN layers are painted step by step: import of triton")


def test_fused_layers_that_differ_from_the_plain_ones_are_not_used(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = SimpleNamespace(fused_adain=lambda x, *_, **__: x)
    monkeypatch.setitem(sys.modules, "models.kernels.fused_adain", wrong)
    runtime = CudaRuntime(SMALL, "float32", CudaOptions(fused=True), FakeDevice())
    assert not runtime._paint.style_network.fused
    assert "they differ from the plain ones by" in caplog.text


def test_fused_layers_paint_every_frame_of_one_style_and_regions_are_painted_as_ever(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[int, ...]] = []

    def fused_adain(x: torch.Tensor, affine: Affine, **rest: Any) -> torch.Tensor:  # noqa: ANN401
        calls.append(tuple(x.shape))
        return adain_layer(x, affine, **rest)

    monkeypatch.setitem(sys.modules, "models.kernels.fused_adain", SimpleNamespace(fused_adain=fused_adain))
    runtime = CudaRuntime(SMALL, "float32", CudaOptions(fused=True), FakeDevice())
    plain = CudaRuntime(SMALL, "float32", CudaOptions(), FakeDevice())
    image = torch.randint(0, 256, (1, 32, 48, 3), dtype=torch.uint8)
    statistics = torch.rand(2, plain.statistics_size or 0)
    calls.clear()
    with torch.inference_mode():
        assert torch.equal(runtime._paint(image, statistics[:1]), plain._paint(image, statistics[:1]))
        assert len(calls) == len(SMALL_CONFIG.adain_channels)
        halves = torch.full((2, 4, 6), 0.5)
        runtime._paint(image, statistics, halves)
    assert len(calls) == len(SMALL_CONFIG.adain_channels)
    assert caplog.messages == []
