"""Networks as ONNX, run by onnxruntime: of any size, for any number of styles, what torch gives."""

import numpy as np
import onnxruntime
import pytest
import torch

from engine.runtimes.onnx_models import to_onnx
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.weights import load

Sessions = tuple[StyleNetwork, onnxruntime.InferenceSession, onnxruntime.InferenceSession]


def sessions_of(network: StyleNetwork) -> Sessions:
    paint, learn = to_onnx(network)
    return network, onnxruntime.InferenceSession(paint), onnxruntime.InferenceSession(learn)


@pytest.fixture(scope="module", params=["small", "compact"])
def sessions(request: pytest.FixtureRequest) -> Sessions:
    return sessions_of(load(request.param))


def check_painting(sessions: Sessions, height: int, width: int, styles: int) -> None:
    network, paint, _ = sessions
    content = torch.rand(1, 3, height, width)
    statistics = 0.2 * torch.randn(styles, network.statistics_size)
    weights = torch.softmax(torch.rand(styles), 0)
    with torch.no_grad():
        expected = network(content, statistics, weights).numpy()
    inputs = {"content": content, "statistics": statistics, "weights": weights}
    (found,) = paint.run(None, {name: value.numpy() for name, value in inputs.items()})
    np.testing.assert_allclose(found, expected, atol=1e-4)


# The last is wider than the period of the small network's noise.
@pytest.mark.parametrize(("height", "width", "styles"), [(64, 96, 2), (40, 72, 1), (32, 560, 3)])
def test_an_exported_network_paints_as_the_network(
    sessions: Sessions, height: int, width: int, styles: int
) -> None:
    check_painting(sessions, height, width, styles)


@pytest.mark.parametrize("size", [(64, 96), (97, 61)])
def test_an_exported_network_learns_as_the_network(sessions: Sessions, size: tuple[int, int]) -> None:
    network, _, learn = sessions
    picture = torch.rand(1, 3, *size)
    with torch.no_grad():
        expected = network.encode_style(picture).numpy()
    (found,) = learn.run(None, {"picture": picture.numpy()})
    assert found.shape == (1, network.textures * network.statistics_size)
    np.testing.assert_allclose(found, expected, atol=2e-3)


def test_the_papers_network_can_be_exported() -> None:
    torch.manual_seed(5)
    check_painting(sessions_of(PaperNetwork().eval()), 40, 48, 2)
