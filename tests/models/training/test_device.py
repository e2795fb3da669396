"""Where a training runs."""

import warnings

import pytest
import torch

from models.errors import DeviceError, UsageError
from models.training.device import choose_device, choose_dtype


def test_auto_takes_the_gpu_where_there_is_one_and_else_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    for there, expected in ((True, "cuda"), (False, "cpu")):
        monkeypatch.setattr(torch.cuda, "is_available", lambda there=there: there)
        assert choose_device("auto") == torch.device(expected)


def test_a_gpu_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(DeviceError, match=r"finds no usable GPU\. Use --device auto or cpu"):
        choose_device("cuda")


def test_what_torch_says_of_an_old_driver_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_old() -> bool:
        warnings.warn("CUDA initialization: The NVIDIA driver on your system is too old", stacklevel=2)
        return False

    monkeypatch.setattr(torch.cuda, "is_available", too_old)
    assert choose_device("auto") == torch.device("cpu")


def test_of_several_gpus_one_that_is_there_trains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    assert choose_device("cuda:1") == torch.device("cuda", 1)
    with pytest.raises(DeviceError, match=r"'cuda:2' is not there: the number of GPUs is 2"):
        choose_device("cuda:2")


def test_an_unknown_device_is_refused_with_those_that_train() -> None:
    with pytest.raises(UsageError, match=r"Unknown device 'tpu'\. Choose one of: auto, cuda, cpu"):
        choose_device("tpu")


def test_bfloat16_is_for_processors_that_multiply_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for native, expected in ((True, torch.bfloat16), (False, torch.float32)):
        monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda native=native: native)
        assert choose_dtype(torch.device("cpu")) == expected
