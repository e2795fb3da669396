"""The training loop: batches, steps, the moving average, checkpoints that resume to the bit."""

import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional as F

from models.errors import ModelError
from models.network import StyleNetwork
from models.training.objective import Batch, Objective
from models.training.pictures import Squares, content_crop, style_crop, tensor
from models.training.recipe import Recipe


@dataclass(frozen=True)
class Step:
    """What one iteration found."""

    iteration: int
    """1 for the first."""

    stage: str
    """Name of the recipe's stage."""

    losses: dict[str, float] = field(default_factory=dict)
    """Each loss before its weight."""


class Trainer:
    """Trains one network by one recipe. The network's device is where everything happens."""

    def __init__(
        self,
        network: StyleNetwork,
        recipe: Recipe,
        objective: Objective,
        content: Squares,
        style: Squares,
        borrowed: frozenset[str] = frozenset(),
        kinds: Sequence[str] | None = None,
    ) -> None:
        """Everything is as yet untrained; `borrowed` parameters rest while the network copies a teacher.

        `kinds` names the kind of each style picture; all kinds are drawn equally often. None: all are of one.
        """
        self.network, self.recipe, self.objective = network, recipe, objective
        self.content, self.style = content, style
        self.iteration = 0
        """Iterations done."""
        self.average = _copy(network)
        """The moving average of the weights: what is kept in the end."""
        self.wanted: Tensor | None = None
        """(N * style_crops, S) what the objective wants of each style crop; `measure_styles` fills it."""
        self._members = _members(kinds or [""] * len(style))
        self._rng = np.random.default_rng(recipe.seed)
        self._borrowed = [network.get_parameter(name) for name in borrowed]
        self._learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self._device = self._learning[0].device
        self._optimiser = torch.optim.Adam(self._learning, betas=recipe.betas, fused=True)

    def measure_styles(self) -> Iterator[int]:
        """Look once at every crop of every style picture; yields the number of pictures done."""
        found = []
        for index in range(len(self.style)):
            crops = [self._style_crop(index, crop) for crop in range(self.recipe.style_crops)]
            found.append(self.objective.wanted(torch.cat(crops).to(self._device)).cpu())
            yield index + 1
        self.wanted = torch.cat(found)
        if self.iteration == 0:
            self.objective.begin(self.network, self.wanted)
            self.average = _copy(self.network)

    def step(self) -> Step:
        """One iteration. Call `measure_styles` before."""
        stage, rate, weights = self.recipe.at(self.iteration)
        for parameter in self._borrowed:
            parameter.requires_grad_(not weights.teacher)
        found = self.objective.losses(self.network, self.draw(), weights)
        total = torch.stack([getattr(weights, name) * loss for name, loss in found.items()]).sum()
        self._optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._learning, self.recipe.clip)
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self._optimiser.step()
        self.iteration += 1
        self._follow()
        return Step(self.iteration, stage.name, {name: loss.item() for name, loss in found.items()})

    def draw(self) -> Batch:
        """The next batch; all of an iteration's chance is spent here."""
        recipe, rng = self.recipe, self._rng
        if self.wanted is None:
            raise RuntimeError("measure_styles must come before the first batch.")
        contents = rng.integers(len(self.content), size=recipe.batch)
        drawn = [self._members[kind] for kind in rng.integers(len(self._members), size=recipe.batch)]
        styles = np.array([rng.choice(members) for members in drawn])
        crops = rng.integers(recipe.style_crops, size=recipe.batch)
        moved = max(1, recipe.batch // 2)
        batch = Batch(
            tensor(content_crop(self.content[i], recipe.content_size, rng) for i in contents),
            torch.cat([self._style_crop(i, crop) for i, crop in zip(styles, crops, strict=True)]),
            self.wanted[torch.from_numpy(styles * recipe.style_crops + crops)],
            self._grid(moved),
            torch.from_numpy(rng.uniform(-1, 1, 1).clip(0).astype(np.float32)),  # 0 as often as not
            self._disturbance(moved),
        )
        return Batch(**{name: part.to(self._device) for name, part in vars(batch).items()})

    def _style_crop(self, index: int, crop: int) -> Tensor:
        return style_crop(self.style, index, crop, self.recipe.style_size, self.recipe.style_scales)

    def _grid(self, count: int) -> Tensor:
        """Shifts and zooms. (count, H, W, 2)."""
        recipe, rng = self.recipe, self._rng
        side = recipe.content_size
        theta = np.zeros((count, 2, 3), np.float32)
        theta[:, [0, 1], [0, 1]] = 1 + rng.uniform(-recipe.zoom, recipe.zoom, (count, 1))
        theta[:, :, 2] = rng.uniform(-recipe.shift, recipe.shift, (count, 2)) * 2 / side
        return F.affine_grid(torch.from_numpy(theta), [count, 3, side, side], align_corners=False)

    def _disturbance(self, count: int) -> Tensor:
        """Noise and light. (count, 3, H, W)."""
        recipe, rng = self.recipe, self._rng
        noise = rng.standard_normal((count, 3, recipe.content_size, recipe.content_size), np.float32)
        loudness = rng.uniform(0, recipe.noise, (count, 1, 1, 1))
        light = rng.uniform(-recipe.light, recipe.light, (count, 1, 1, 1))
        return torch.from_numpy((noise * loudness + light).astype(np.float32))

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average towards the weights; early on faster, so that it forgets the noise it began as."""
        decay = min(self.recipe.average, self.iteration / (9 + self.iteration))
        for key, value in self.network.state_dict().items():
            self.average[key].lerp_(value, 1 - decay)

    def save(self, path: Path) -> None:
        """Write everything that `load` needs to go on as if nothing had happened; complete or not at all."""
        state = {
            "iteration": self.iteration,
            "chance": self._rng.bit_generator.state,
            "network": self.network.state_dict(),
            "average": self.average,
            "optimiser": self._optimiser.state_dict(),
        }
        part = path.with_name(path.name + ".part")
        torch.save(state, part)
        os.replace(part, path)

    @contextmanager
    def averaged(self) -> Iterator[StyleNetwork]:
        """The network with the average as its weights, for as long as the context lasts."""
        kept = _copy(self.network)
        self.network.load_state_dict(self.average)
        self.network.eval()
        try:
            yield self.network
        finally:
            self.network.train()
            self.network.load_state_dict(kept)

    def export(self, path: Path) -> None:
        """Write the average of the weights as float16 safetensors; complete or not at all.

        Left out are those that have a file of their own.
        """
        apart = self.network.apart
        state = {k: v.half().contiguous().cpu() for k, v in self.average.items() if not k.startswith(apart)}
        part = path.with_name(path.name + ".part")
        save_file(state, part)
        os.replace(part, path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint.

        Raises:
            ModelError: it cannot be read, or is of another network.
        """
        try:
            state = torch.load(path, map_location="cpu", weights_only=True)
            self.network.load_state_dict(state["network"])
            self._optimiser.load_state_dict(state["optimiser"])
            self._rng.bit_generator.state = state["chance"]
            self.iteration = state["iteration"]
            for key, value in state["average"].items():
                self.average[key].copy_(value)
        except (OSError, RuntimeError, KeyError, ValueError, pickle.UnpicklingError) as error:
            raise ModelError(f"Cannot go on from {path}: it is damaged, or of another network.") from error


def _members(kinds: Sequence[str]) -> list[NDArray[np.int64]]:
    """Indices of each kind."""
    return [np.flatnonzero(np.array(kinds) == kind) for kind in sorted(set(kinds))]


def _copy(network: StyleNetwork) -> dict[str, Tensor]:
    """The weights as they are now."""
    return {key: value.detach().clone() for key, value in network.state_dict().items()}
