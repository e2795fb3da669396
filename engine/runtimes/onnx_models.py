"""A network as two ONNX models, for engines of other people's: one paints, one learns styles."""

import io
import warnings
from collections.abc import Mapping
from typing import Final

import torch
from torch import Tensor, nn

from models.network import StyleNetwork

OPSET: Final = 17
"""Version of ONNX's operators: what engines of 2023 know."""

EXAMPLE: Final = (64, 96)
"""Pixels: height and width of the picture the models are traced with; they take any."""


class _Paint(nn.Module):
    def __init__(self, network: StyleNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor) -> Tensor:
        painted: Tensor = self.network(content, statistics, weights)
        return painted


class _Learn(nn.Module):
    def __init__(self, network: StyleNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, picture: Tensor) -> Tensor:
        statistics: Tensor = self.network.encode_style(picture)
        return statistics


def to_onnx(network: StyleNetwork) -> tuple[bytes, bytes]:
    """Trace a network.

    Args:
        network: float32, on the CPU.

    Returns:
        The model that paints: `content` (1, 3, H, W) RGB 0..1, H and W multiples of the network's;
        `statistics` (K, P) and `weights` (K,) of a blend, that sum to 1 -> `painted` (1, 3, H, W).
        And the one that learns: `picture` (1, 3, h, w) RGB 0..1 -> `statistics` (1, textures * P), calm
        first. All float32.

    Raises:
        ImportError: the package `onnx` is not installed.
    """
    content, picture = torch.rand(1, 3, *EXAMPLE), torch.rand(1, 3, *EXAMPLE)
    statistics, weights = torch.zeros(2, network.statistics_size), torch.full((2,), 0.5)
    size = {2: "height", 3: "width"}
    paint = _traced(
        _Paint(network),
        {"content": content, "statistics": statistics, "weights": weights},
        "painted",
        {"content": size, "statistics": {0: "styles"}, "weights": {0: "styles"}, "painted": size},
    )
    learn = _traced(_Learn(network), {"picture": picture}, "statistics", {"picture": size})
    return paint, learn


def _traced(
    module: nn.Module, inputs: Mapping[str, Tensor], output: str, any_size: Mapping[str, Mapping[int, str]]
) -> bytes:
    model = io.BytesIO()
    with warnings.catch_warnings():
        # The tracer that OpenVINO's conversion uses as well. Torch's newer one takes 20 times as long.
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)  # type: ignore[attr-defined]
        # Instance normalisation takes its statistics from the picture, as in training; others do not fold.
        warnings.filterwarnings("ignore", message="Constant folding|ONNX export mode is set to")
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            model,  # type: ignore[arg-type]  # a file works as well
            dynamo=False,
            opset_version=OPSET,
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes={name: dict(axes) for name, axes in any_size.items()},
        )
    return model.getvalue()
