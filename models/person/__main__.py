"""Reads the weights out of `selfie_segmentation.tflite`: how `models/weights/person.safetensors` was made.

    pip download --no-deps mediapipe==0.10.21 && unzip -j mediapipe-*.whl '*/selfie_segmentation.tflite'
    pip install tflite
    python -m models.person selfie_segmentation.tflite person.safetensors

The file lists its convolutions in the order in which they run, which is that of `PersonNetwork`'s own; each
weight is float16 behind a DEQUANTIZE operation.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file

from models.person.network import PersonNetwork

Array = NDArray[np.float16]

CONVOLUTIONS = ("CONV_2D", "DEPTHWISE_CONV_2D", "CUSTOM")
"""Operations with weights; the one of MediaPipe's own is the transposed convolution at the end."""


def main(tflite_file: str, output: str) -> None:
    """Read one file and write the other."""
    found = list(_convolutions(Path(tflite_file).read_bytes()))
    state: dict[str, torch.Tensor] = {}
    names = [name.removesuffix(".bias") for name in PersonNetwork().state_dict() if name.endswith(".bias")]
    for name, (kind, weight, bias) in zip(names, found, strict=True):
        state[f"{name}.weight"] = torch.from_numpy(_turned(kind, weight))
        state[f"{name}.bias"] = torch.from_numpy(bias.copy())
    PersonNetwork().load_state_dict(
        {key: value.float() for key, value in state.items()}
    )  # or it says why not
    save_file(state, output)


def _turned(kind: str, weight: Array) -> Array:
    """From TensorFlow's order of axes to torch's."""
    if kind == "DEPTHWISE_CONV_2D":  # (1, h, w, C)
        return np.ascontiguousarray(weight.transpose(3, 0, 1, 2))  # (C, 1, h, w)
    if kind == "CUSTOM":  # (out, h, w, in)
        return np.ascontiguousarray(weight.transpose(3, 0, 1, 2))  # (in, out, h, w)
    return np.ascontiguousarray(weight.transpose(0, 3, 1, 2))  # (out, in, h, w)


def _convolutions(content: bytes) -> Iterator[tuple[str, Array, Array]]:
    """Kind, weight and bias of each, in the order in which they run."""
    import tflite

    model = tflite.Model.GetRootAsModel(content, 0)
    graph = model.Subgraphs(0)
    kinds = {number: name for name, number in vars(tflite.BuiltinOperator).items()}
    stored: dict[int, Any] = {}
    for index in range(graph.OperatorsLength()):
        operator = graph.Operators(index)
        code = model.OperatorCodes(operator.OpcodeIndex())
        kind = kinds[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        inputs = operator.InputsAsNumpy()
        if kind == "DEQUANTIZE":
            tensor = graph.Tensors(inputs[0])
            values = model.Buffers(tensor.Buffer()).DataAsNumpy().tobytes()
            stored[operator.OutputsAsNumpy()[0]] = np.frombuffer(values, np.float16).reshape(
                tensor.ShapeAsNumpy()
            )
        if kind in CONVOLUTIONS:
            yield kind, stored[inputs[1]], stored[inputs[2]]


if __name__ == "__main__":
    main(*sys.argv[1:])
