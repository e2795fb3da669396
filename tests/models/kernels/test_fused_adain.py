"""AdaIN as Triton kernels, on the CPU; `tests/engine/runtimes/cuda/test_on_gpu.py` has them on a GPU."""

import importlib.util
import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(importlib.util.find_spec("triton") is None, reason="Triton is not installed")
def test_the_fused_layer_is_the_plain_one() -> None:
    environment = {**os.environ, "TRITON_INTERPRET": "1"}  # is read where Triton is imported
    command = [sys.executable, "-W", "error", "-m", "tests.models.kernels.fused_adain_on_cpu"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")
