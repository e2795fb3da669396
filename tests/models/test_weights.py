"""Only the right weights are loaded; anything else is refused with one clear line."""

import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.errors import ModelError, UsageError
from models.former.small_v1 import SmallV1Config, SmallV1Network
from models.registry import COMPACT, SMALL, NetworkInfo, paths
from models.weights import load, load_entry
from tests.models.conftest import PaperFiles, described
from tests.models.training.fakes import TINY_WIDTHS


def one_line(error: pytest.ExceptionInfo[ModelError]) -> bool:
    return "\n" not in str(error.value)


def compact_of(content: bytes, folder: Path) -> NetworkInfo:
    """The compact network as if this were its file, SHA-256 and all."""
    path = folder / "compact.safetensors"
    path.write_bytes(content)
    return replace(COMPACT, files=(described(path),))


def changed(folder: Path, change: Callable[[dict[str, Tensor]], object]) -> NetworkInfo:
    """The compact network with its tensors changed."""
    tensors = load_file(paths(COMPACT)[0])
    change(tensors)
    save_file(tensors, folder / "compact.safetensors")
    return replace(COMPACT, files=(described(folder / "compact.safetensors"),))


def test_a_loaded_network_is_ready_to_paint() -> None:
    network = load("compact")
    assert not network.training
    assert {parameter.dtype for parameter in network.parameters()} == {torch.float32}
    assert not any(parameter.requires_grad for parameter in network.parameters())


def test_an_unknown_network_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="did you mean 'paper'"):
        load("papr")


def test_missing_weights_say_how_to_get_them() -> None:
    with pytest.raises(ModelError, match=r"vgg_normalised\.pth .* impasto models get paper .* --from DIR"):
        load("paper")


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "compact.safetensors").write_bytes(paths(COMPACT)[0].read_bytes()[:100_000])
    with pytest.raises(
        ModelError, match=r"100,000 bytes have another SHA-256\. Install Impasto again"
    ) as error:
        load("compact", tmp_path)
    assert one_line(error)


def test_a_directory_instead_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "compact.safetensors").mkdir()
    with pytest.raises(ModelError, match="cannot be read"):
        load("compact", tmp_path)


@pytest.mark.parametrize("content", [b"", b"not weights", b"\xff" * 64, b"\x08" + b"\0" * 7 + b'{"a":1}}'])
def test_garbage_with_the_right_hash_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"compact\.safetensors is damaged") as error:
        load_entry(compact_of(content, tmp_path), tmp_path)
    assert one_line(error)


OLD_KEYS = {
    "feature_extractor": "eye",
    "feature_mean": "usual",
    "residual_layers": "between",
    "output_layer": "speak",
}
"""Parts of the small network's style encoder, and their names in files of version 0.1."""


def test_weights_of_version_0_1_load_under_their_old_names(tmp_path: Path) -> None:
    config = SmallV1Config(quarter=8, eighth=16, blocks=1, embedding=6, feature_widths=TINY_WIDTHS)
    expected = SmallV1Network(config).state_dict()
    old = {}
    for name, weight in expected.items():
        part, _, rest = name.removeprefix("style.").partition(".")
        old[f"style.{OLD_KEYS[part]}.{rest}".rstrip(".") if part in OLD_KEYS else name] = weight
    assert old.keys() != expected.keys()
    save_file(old, tmp_path / "small.safetensors")
    loaded = load_entry(replace(SMALL, files=(described(tmp_path / "small.safetensors"),)), tmp_path)
    assert isinstance(loaded, SmallV1Network)
    assert loaded.state_dict().keys() == expected.keys()
    for name, weight in loaded.state_dict().items():
        assert torch.equal(weight, expected[name]), name


def test_missing_and_unexpected_weights_are_named(tmp_path: Path) -> None:
    def rename(tensors: dict[str, Tensor]) -> None:
        tensors["extra.bias"] = tensors.pop("out.bias")

    with pytest.raises(ModelError, match=r"missing out\.bias; unexpected extra\.bias"):
        load_entry(changed(tmp_path, rename), tmp_path)


def test_weights_of_another_shape_are_named(tmp_path: Path) -> None:
    def widen(tensors: dict[str, Tensor]) -> None:
        tensors["out.bias"] = torch.zeros(48)

    with pytest.raises(ModelError, match=r"of another network: out\.bias \(48,\) instead of \(12,\)"):
        load_entry(changed(tmp_path, widen), tmp_path)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_not_numbers_are_named(tmp_path: Path, value: float) -> None:
    def break_one(tensors: dict[str, Tensor]) -> None:
        tensors["out.bias"][3] = value

    with pytest.raises(ModelError, match=r"not numbers: out\.bias\.") as error:
        load_entry(changed(tmp_path, break_one), tmp_path)
    assert one_line(error)


def test_a_checkpoint_of_another_network_is_refused(paper_files: PaperFiles, tmp_path: Path) -> None:
    vgg, decoder = (paper_files.folder / file.name for file in paper_files.entry.files)
    for source, name in ((decoder, "vgg_normalised.pth"), (vgg, "decoder.pth")):
        (tmp_path / name).write_bytes(source.read_bytes())
    swapped = tuple(described(tmp_path / file.name) for file in paper_files.entry.files)
    with pytest.raises(ModelError, match=r"another network: missing .* \d+ more; unexpected .*") as error:
        load_entry(replace(paper_files.entry, files=swapped), tmp_path)
    assert one_line(error)


class Hostile:
    """Runs when it is unpickled."""

    ran = False

    @staticmethod
    def run() -> None:
        Hostile.ran = True

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return Hostile.run, ()


def pickled_by_torch(value: object) -> bytes:
    stream = io.BytesIO()
    torch.save(value, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(Hostile(), protocol=2),
        pickled_by_torch({"0.weight": Hostile()}),
        pickled_by_torch([torch.zeros(3)]),
        pickled_by_torch({"0.weight": "words"}),
        pickled_by_torch({"0.weight": torch.zeros(3)})[:-200],
        b"PK\x03\x04" + b"\0" * 100,
        b"<!doctype html><title>Log in</title>",
        b"",
    ],
    ids=["pickle", "code", "list", "words", "truncated", "zip", "html", "empty"],
)
def test_a_checkpoint_that_is_none_is_refused_and_never_run(
    content: bytes, paper_files: PaperFiles, tmp_path: Path
) -> None:
    (tmp_path / "vgg_normalised.pth").write_bytes(content)
    first, second = described(tmp_path / "vgg_normalised.pth"), paper_files.entry.files[1]
    with pytest.raises(ModelError, match=r"vgg_normalised\.pth (is damaged|does not hold)") as error:
        load_entry(replace(paper_files.entry, files=(first, second)), tmp_path)
    assert one_line(error)
    assert not Hostile.ran
