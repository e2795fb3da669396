"""The training loop: steps, the moving average of the weights, checkpoints that resume to the bit."""

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from models.errors import ModelError
from models.network import StyleNetwork
from models.training.data import BatchSampler
from models.training.objective import Objective
from models.training.recipe import Recipe

NOISE = ".field"
"""How the names of the buffers end in which `CanvasNoise` holds its noise."""

_Tensors = tuple[Tensor, ...] | list[Tensor]


@dataclass(frozen=True)
class Step:
    """The result of one iteration."""

    iteration: int
    """1 for the first."""

    stage: str
    """Name of the recipe's stage."""

    losses: dict[str, float] = field(default_factory=dict)
    """Each loss before its weight."""


class Trainer:
    """Trains one network by one recipe, on the device that the network is on."""

    def __init__(
        self, network: StyleNetwork, recipe: Recipe, objective: Objective, sampler: BatchSampler
    ) -> None:
        """The network is initialised."""
        self.network, self.recipe, self.objective, self.sampler = network, recipe, objective, sampler
        self.iteration = 0
        """Iterations done."""
        self._average = AveragedModel(network, multi_avg_fn=moving_average(recipe.average))
        self._average.update_parameters(network)  # the first update copies
        self._shared: dict[str, Tensor] = {}
        self._share = 0.0
        self._trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self._optimiser = torch.optim.Adam(self._trained, betas=recipe.betas, fused=True)

    @property
    def average(self) -> StyleNetwork:
        """The network with the moving average of the weights."""
        return cast(StyleNetwork, self._average.module)

    @property
    def kept(self) -> dict[str, Tensor]:
        """What is kept in the end: the average, and of an earlier one what its stage's `share` says."""
        state = self.average.state_dict()
        return {
            name: state[name].lerp(earlier.to(state[name].device), self._share)
            for name, earlier in self._shared.items()
        } or state

    def step(self) -> Step:
        """One iteration."""
        stage, rate = self.recipe.at(self.iteration)
        losses = self.objective.losses(self.network, self.sampler.draw(), stage.weights)
        total = torch.stack([getattr(stage.weights, name) * loss for name, loss in losses.items()]).sum()
        self._optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._trained, self.recipe.clip)
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self._optimiser.step()
        self.iteration += 1
        self._average.update_parameters(self.network)
        if share := self.recipe.share_after(self.iteration):
            self._share, self._shared = share, {k: v.clone() for k, v in self.average.state_dict().items()}
        values = torch.stack([*losses.values()]).tolist()  # one wait for a GPU, not one for each
        return Step(self.iteration, stage.name, dict(zip(losses, values, strict=True)))

    def save(self, path: Path) -> None:
        """Write a checkpoint, from which `load` continues bit for bit; complete or not at all."""
        state = {
            "iteration": self.iteration,
            "sampler": self.sampler.state,
            "network": self.network.state_dict(),
            "average": self._average.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "shared": (self._share, self._shared),
        }
        part = path.with_name(path.name + ".part")
        torch.save(state, part)
        os.replace(part, path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint.

        Raises:
            ModelError: it cannot be read, or is of another network.
        """
        try:
            state = torch.load(path, map_location="cpu", weights_only=True)
            self.network.load_state_dict(state["network"])
            self._average.load_state_dict(state["average"])
            self._optimiser.load_state_dict(state["optimiser"])
            self.sampler.state = state["sampler"]
            self.iteration = state["iteration"]
            self._share, self._shared = state.get("shared", (0.0, {}))  # none in those of earlier versions
        except (OSError, RuntimeError, KeyError, ValueError, pickle.UnpicklingError) as error:
            raise ModelError(f"Cannot go on from {path}: it is damaged, or of another network.") from error

    def export(self, path: Path) -> None:
        """Write what is `kept` as float16 safetensors, less external weights; complete or not at all."""
        external = self.average.external_weights
        state = {
            name: (weight * self.recipe.noise if name.endswith(NOISE) else weight).half().contiguous().cpu()
            for name, weight in self.kept.items()
            if not name.startswith(external)
        }
        part = path.with_name(path.name + ".part")
        save_file(state, part)
        os.replace(part, path)


def moving_average(decay: float) -> Callable[[_Tensors, _Tensors, Tensor | int], None]:
    """Exponential moving average for `AveragedModel`, with a smaller decay in the first iterations.

    So the average soon forgets the random weights. Iteration i has a decay of at most i / (9 + i).
    """

    def update(averages: _Tensors, current: _Tensors, iteration: Tensor | int) -> None:
        warm_up = int(iteration) / (9 + int(iteration))
        # All at once: for each by itself the number of the iteration would go to a GPU and back.
        torch._foreach_lerp_(averages, current, 1 - min(decay, warm_up))

    return update
