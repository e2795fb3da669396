"""Compilation: a faster network is made in the background while the plain one paints, and then takes over."""

import logging
from collections.abc import Callable
from threading import Thread
from typing import Final

import torch
from torch import nn

from engine.runtimes.cuda.device import CAPTURING
from engine.runtimes.cuda.frame_key import FrameKey
from engine.runtimes.cuda.frame_program import Network

LOG: Final = logging.getLogger("impasto")

MOST_COMPILED: Final = 6
"""Sizes that are compiled: each takes a minute or so, and torch stops at 8 by itself."""

Compile = Callable[[nn.Module], Network]
"""Makes a faster network for the sizes that it is called with; compiles at its first call."""

_Shapes = tuple[int, int, tuple[int, ...], tuple[int, ...] | None]


class Compilation:
    """One network, compiled for each size at which it paints. Used by one thread."""

    def __init__(self, network: nn.Module, device: torch.device, compile_it: Compile | None = None) -> None:
        """Be ready.

        Args:
            network: a `PaintGraph`.
            device: where it paints.
            compile_it: None = TorchInductor.
        """
        self._plain: Network = network
        self._network = network
        self._device = device
        self._compile = compile_it or with_inductor
        self._begun: dict[_Shapes, Thread] = {}
        self._done: dict[_Shapes, Network] = {}
        self._failed = False

    def network_of(self, key: FrameKey) -> Network:
        """The compiled network if it is ready for the sizes of a key, else the plain one; does not wait."""
        size = key.size
        shapes = size.padded_height, size.padded_width, key.statistics, key.maps
        if shapes not in self._begun and len(self._begun) < MOST_COMPILED and not self._failed:
            thread = Thread(target=self._make, args=(shapes,), name="impasto-compile", daemon=True)
            self._begun[shapes] = thread
            thread.start()
        return self._done.get(shapes, self._plain)

    def join(self) -> None:
        """Wait until all that was begun is ready, or has failed."""
        for thread in self._begun.values():
            thread.join()

    def _make(self, shapes: _Shapes) -> None:
        height, width, statistics, maps = shapes
        try:
            compiled = self._compile(self._network)
            with CAPTURING, torch.no_grad():  # a compiler waits for the whole device
                compiled(
                    torch.zeros(1, height, width, 3, dtype=torch.uint8, device=self._device),
                    torch.zeros(statistics, device=self._device),
                    None if maps is None else torch.full(maps, 1 / maps[0], device=self._device),
                )
            self._done[shapes] = compiled
        except (
            Exception
        ) as error:  # a compiler has many ways to fail, and all of them leave the plain network
            self._failed = True
            reason = str(error).strip().partition("\n")[0]
            LOG.warning("The network could not be compiled and paints as it is: %s", reason)


def with_inductor(network: nn.Module) -> Network:
    """Compile with TorchInductor, which tries several kernels for each layer."""
    compiled: Network = torch.compile(network, dynamic=False, mode="max-autotune-no-cudagraphs")
    return compiled
