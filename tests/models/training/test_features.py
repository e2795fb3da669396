"""VGG-16 features as others publish them."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from models.errors import ModelError
from models.training.features import load_features, normalise
from models.vgg import Vgg
from tests.models.training.fakes import published, tiny_vgg


def test_published_features_see_the_same_as_ours(tmp_path: Path) -> None:
    ours = tiny_vgg()
    save_file(published(ours), tmp_path / "vgg.safetensors")
    torch.save(published(ours) | {"classifier.0.bias": torch.zeros(1)}, tmp_path / "vgg.pth")
    picture = torch.rand(1, 3, 32, 32)
    for name in ("vgg.safetensors", "vgg.pth"):
        theirs, normalised = load_features(tmp_path / name)
        assert not normalised
        torch.testing.assert_close(theirs(picture)[-1], ours(picture)[-1], rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("content", [b"", b"text", None])
def test_a_file_that_holds_no_features_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vgg.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match="Cannot read VGG-16 features"):
        load_features(path)


def test_features_of_another_network_are_refused(tmp_path: Path) -> None:
    save_file({"conv.weight": torch.zeros(1)}, tmp_path / "vgg.safetensors")
    with pytest.raises(ModelError, match=r"features.0.weight is not in it"):
        load_features(tmp_path / "vgg.safetensors")


def test_normalised_features_have_mean_one_and_are_otherwise_the_same() -> None:
    vgg, plain = tiny_vgg(), tiny_vgg()
    pictures = [torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(i)) for i in range(3)]
    normalise(vgg, pictures)
    means = _mean_activations(vgg, pictures)
    alive = _mean_activations(plain, pictures) > 1e-5
    np.testing.assert_allclose(means[alive], 1, rtol=1e-3)
    before, after = plain(pictures[0])[-1], vgg(pictures[0])[-1]
    scale = after.sum((0, 2, 3)) / before.sum((0, 2, 3)).clamp_min(1e-6)
    torch.testing.assert_close(after, before * scale.view(1, -1, 1, 1), rtol=1e-3, atol=1e-4)


def _mean_activations(
    vgg: Vgg, pictures: list[torch.Tensor]
) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    last = torch.stack([vgg(picture)[-1].mean((0, 2, 3)) for picture in pictures])
    return last.mean(0).numpy()
