import pytest

from engine import devices
from engine.devices import Device, choose
from engine.errors import DeviceError, UsageError


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """A machine that has just these devices."""
    found = tuple(Device(name, name, name in names, "Not there.") for name in devices.DEVICES)
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


def test_the_cpu_is_always_there() -> None:
    cpu = next(device for device in devices.list_devices() if device.name == "cpu")
    assert cpu.available
    assert cpu.title
