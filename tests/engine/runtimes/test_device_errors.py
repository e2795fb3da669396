"""A device that fails is told as a DeviceError, whichever call the failure comes to light in."""

from collections.abc import Callable

import numpy as np
import pytest
import torch

from engine.errors import DeviceError
from engine.runtimes.device_errors import first_line
from engine.runtimes.torch import TorchRuntime
from models.registry import COMPACT

PICTURE = np.zeros((64, 64, 3), np.uint8)
STATISTICS = np.zeros(8, np.float32)


@pytest.fixture(scope="module")
def runtime() -> TorchRuntime:
    return TorchRuntime(COMPACT, "cpu", "float32")


class FailingTensor:
    """What a GPU gives before it has found out that its work failed."""

    shape = (1, 64, 64, 3)

    def __getitem__(self, index: int) -> "FailingTensor":
        return self

    def cpu(self) -> torch.Tensor:
        raise RuntimeError("CUDA error: an illegal memory access was encountered\nCompile with ...")


@pytest.mark.parametrize(
    "call",
    [
        lambda runtime: runtime.download(FailingTensor()),
        lambda runtime: runtime.network(torch.zeros(1, 64, 64, 3, dtype=torch.uint8), STATISTICS),
        lambda runtime: runtime.encode_style(PICTURE[..., :2]),
    ],
    ids=["download", "network", "encode_style"],
)
def test_every_failure_of_torch_is_a_device_error_in_one_line(
    runtime: TorchRuntime, call: Callable[[TorchRuntime], object]
) -> None:
    with pytest.raises(DeviceError, match=r"^The network failed on cpu at 64x64: [^\n]*$"):
        call(runtime)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("Exception from src/core.cpp:117:\nException from src/plugin.cpp:54:\nno memory.\n", "no memory"),
        ("CUDA error: out of memory.\nCompile with ...", "CUDA error: out of memory"),
        ("", "RuntimeError"),
    ],
)
def test_of_a_librarys_message_the_line_that_says_something_is_told(message: str, wanted: str) -> None:
    assert first_line(RuntimeError(message)) == wanted
