import importlib.metadata
import warnings
from types import SimpleNamespace

import pytest
import torch

from engine import devices, runtimes
from engine.devices import Choice, Device, choose
from engine.errors import DeviceError, UsageError
from models.registry import SMALL


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """A machine that has just these devices."""
    kinds = dict.fromkeys((*names, *devices.DEVICES))
    found = tuple(Device(name, name.upper(), name in names, "Not there.") for name in kinds)
    monkeypatch.setattr(devices, "list_devices", lambda: found)


def test_auto_takes_the_gpu_in_half_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cuda", "cpu")
    choice = choose()
    assert (choice.device, choice.precision, choice.runtime) == ("cuda", "float16", "cuda")


def test_the_plain_path_on_a_gpu_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cuda", "cpu")
    assert choose(device="cuda", runtime="torch").runtime == "torch"


def test_asking_for_the_cuda_runtime_means_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cpu")
    with pytest.raises(DeviceError, match="'cuda' cannot be used here"):
        choose(runtime="cuda")


@pytest.mark.parametrize("device", ["cpu", "mps"])
def test_the_cuda_runtime_runs_on_cuda_only(monkeypatch: pytest.MonkeyPatch, device: str) -> None:
    only(monkeypatch, "mps", "cpu")
    with pytest.raises(UsageError, match="cuda"):
        choose(device=device, runtime="cuda")


def test_auto_takes_apples_gpu_when_there_is_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "mps", "cpu")
    assert choose().device == "mps"


@pytest.mark.parametrize(("native", "precision"), [(True, "bfloat16"), (False, "float32")])
def test_auto_on_a_cpu_takes_bfloat16_only_when_it_is_native(
    monkeypatch: pytest.MonkeyPatch, native: bool, precision: str
) -> None:
    only(monkeypatch, "cpu")
    monkeypatch.setattr(devices, "cpu_has_bfloat16", lambda: native)
    assert choose().precision == precision


def test_auto_on_a_cpu_takes_openvino(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cpu")
    assert choose().runtime == "openvino"


def test_without_openvino_torch_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cpu")
    monkeypatch.setattr(devices, "has_openvino", lambda: False)
    choice = choose()
    assert (choice.runtime, choice.precision) == ("torch", "float32")


def test_a_choice_says_why() -> None:
    assert (
        choose(device="cpu", precision="float32").reason
        == "cpu was asked for; openvino is the runtime for it."
    )


def test_asking_for_openvino_means_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cuda", "cpu")
    assert choose(runtime="openvino").device == "cpu"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"device": "gpu"}, "Unknown device 'gpu'. Choose one of: auto, cuda, mps, cpu"),
        ({"precision": "int8"}, "Unknown precision 'int8'"),
        ({"runtime": "onnx"}, "Unknown runtime 'onnx'"),
        ({"device": "cpu", "precision": "float16"}, "float16 is slow on a CPU"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(asked: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        choose(**asked)


def test_openvino_does_not_run_on_a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cuda", "cpu")
    with pytest.raises(UsageError, match="OpenVINO runs on the cpu"):
        choose(device="cuda", runtime="openvino")


def test_a_device_that_is_not_there_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cpu")
    with pytest.raises(DeviceError, match="'cuda' cannot be used here: Not there"):
        choose(device="cuda")


def test_one_of_several_gpus_is_asked_for_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cuda", "cuda:1", "cpu")
    choice = choose(device="cuda:1")
    assert (choice.device, choice.precision, choice.runtime) == ("cuda:1", "float16", "cuda")
    assert choice.trains_on == "cuda:1"
    assert [choose(device=name).device for name in ("cuda:0", "cuda:01", "auto")] == [
        "cuda",
        "cuda:1",
        "cuda",
    ]
    assert choose(device="cuda:1", runtime="torch").device == "cuda:1"


def test_a_gpu_too_many_is_refused_with_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cuda", "cuda:1", "cpu")
    message = r"^Device 'cuda:2' is not there\. There are: cuda \(CUDA\), cuda:1 \(CUDA:1\), cpu \(CPU\)\.$"
    with pytest.raises(DeviceError, match=message):
        choose(device="cuda:2")


def test_a_second_gpu_without_a_first_says_why_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "cpu")
    with pytest.raises(
        DeviceError, match=r"'cuda:1' cannot be used here: Not there\. Use --device auto or cpu"
    ):
        choose(device="cuda:1")


@pytest.mark.parametrize(
    "name", ["cuda:", "cuda:x", "cuda:-1", "cuda:\N{SUPERSCRIPT TWO}", "cpu:1", ":1", "gpu:0"]
)
def test_what_numbers_no_gpu_is_refused_with_an_example(name: str) -> None:
    with pytest.raises(UsageError, match=r"Unknown device .* auto, cuda, mps, cpu, or cuda:1 for the second"):
        choose(device=name)


def with_driver(monkeypatch: pytest.MonkeyPatch, build: str, cuda: str | None) -> None:
    """A machine with an NVIDIA driver, and a torch of this version, made for this CUDA."""
    monkeypatch.setattr(devices, "_has_nvidia_driver", lambda: True)
    monkeypatch.setattr(importlib.metadata, "version", lambda name: build)
    monkeypatch.setattr(torch.version, "cuda", cuda)


def test_a_driver_that_is_too_old_is_told_in_one_sentence_and_not_by_torch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_old() -> bool:
        warnings.warn("CUDA initialization: The NVIDIA driver on your system is too old", stacklevel=2)
        return False

    with_driver(monkeypatch, "2.13.0", "13.0")
    monkeypatch.setattr(torch.cuda, "is_available", too_old)
    cuda = devices.list_devices()[0]
    assert not cuda.available
    assert cuda.note == "torch 2.13.0, made for CUDA 13.0, finds no usable GPU; update the driver."


@pytest.mark.parametrize("build", ["2.13.0+cpu", "2.13.0"])  # the latter from PyPI, on Windows
def test_a_torch_without_cuda_is_told_and_not_the_driver(monkeypatch: pytest.MonkeyPatch, build: str) -> None:
    with_driver(monkeypatch, build, None)
    assert devices.list_devices()[0].note == f"torch {build} is built without CUDA; see pytorch.org."


def with_gpus(monkeypatch: pytest.MonkeyPatch, *capabilities: tuple[int, int]) -> None:
    """A machine with these GPUs, and a torch for those from 7.5 on."""
    with_driver(monkeypatch, "2.13.0", "13.0")
    facts = {
        "is_available": True,
        "device_count": len(capabilities),
        "get_arch_list": ["sm_75", "sm_90a", "sm_120"],
    }
    for name, value in facts.items():
        monkeypatch.setattr(torch.cuda, name, lambda value=value: value)
    found = [
        SimpleNamespace(total_memory=8 * 2**30, major=major, minor=minor) for major, minor in capabilities
    ]
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda index: f"GPU {index}")
    monkeypatch.setattr(torch.cuda, "get_device_properties", found.__getitem__)


def test_each_gpu_is_listed_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with_gpus(monkeypatch, (7, 5), (12, 0))
    found = [(device.name, device.title, device.note) for device in devices.list_devices()]
    assert found[:2] == [("cuda", "GPU 0", "8 GiB of memory."), ("cuda:1", "GPU 1", "8 GiB of memory.")]


def test_the_multiprocessors_are_those_of_the_gpu_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {torch.device("cuda"): 14, torch.device("cuda", 1): 132}
    monkeypatch.setattr(
        torch.cuda,
        "get_device_properties",
        lambda device: SimpleNamespace(multi_processor_count=found[device]),
    )
    assert [devices.multiprocessors(name) for name in ("cuda", "cuda:1", "mps", "cpu")] == [14, 132, 0, 0]


def test_a_gpu_older_than_torch_knows_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with_gpus(monkeypatch, (6, 1))
    assert choose().device != "cuda"
    with pytest.raises(
        DeviceError, match=r"made for compute capability 7\.5 and newer; this one has 6\.1\. "
    ):
        choose(device="cuda")


def test_the_gpu_that_was_chosen_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.runtimes.cuda.CudaRuntime", lambda entry, precision, device: device)
    opened = runtimes.open_runtime(SMALL, Choice("cuda:1", "float16", "cuda", ""))
    assert opened.torch_device == torch.device("cuda", 1)  # type: ignore[attr-defined]


def test_the_cpu_is_always_there() -> None:
    cpu = next(device for device in devices.list_devices() if device.name == "cpu")
    assert cpu.available
    assert cpu.title
