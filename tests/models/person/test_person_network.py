"""The network that finds persons says what the package it is from says of the same pictures."""

from pathlib import Path

import numpy as np
import pytest
import torch

from models import registry
from models.errors import ModelError
from models.person import SIDE, PersonNetwork, load_person, weights
from models.registry import PERSON, WeightsFile

SAMPLE = Path(__file__).parent / "person_sample.npz"
"""A drawn person by day and by night, (2, 256, 256, 3) uint8, and what LiteRT 2.3.0 makes of them with
`selfie_segmentation.tflite` of mediapipe 0.10.21, (2, 256, 256) float16."""


@torch.inference_mode()
def test_it_agrees_with_the_published_network() -> None:
    sample = np.load(SAMPLE)
    pictures = torch.from_numpy(sample["pictures"]).permute(0, 3, 1, 2).float() / 255
    expected = sample["found"].astype(np.float32)
    assert 0.05 < expected[0].mean() < 0.9  # there is a person to find
    np.testing.assert_allclose(load_person()(pictures)[:, 0].numpy(), expected, atol=2e-3)


def test_it_is_small_enough_to_come_with_the_program() -> None:
    path = registry.BUNDLED_FOLDER / PERSON.name
    assert path.stat().st_size == PERSON.size_bytes
    assert (registry.BUNDLED_FOLDER / "person.LICENSE").read_text().lstrip().startswith("Apache License")
    assert sum(parameter.numel() for parameter in PersonNetwork().parameters()) < 120_000
    assert SIDE == 256


def test_a_damaged_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PERSON", WeightsFile(PERSON.name, "0" * 64))
    with pytest.raises(ModelError, match=r"person\.safetensors is not the file it should be"):
        load_person()
