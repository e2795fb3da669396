"""The training loop: batches, steps, the moving average, checkpoints that resume to the bit."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.network import StyleNetwork
from models.training import losses, objective
from models.training.features import Vgg
from models.training.pictures import Squares, content_crop, style_crop, tensor
from models.training.recipe import Recipe


@dataclass(frozen=True)
class Step:
    """What one iteration found."""

    iteration: int
    """0-based."""

    stage: str
    """Name of the recipe's stage."""

    losses: dict[str, float]
    """Each loss before its weight."""


class Trainer:
    """Trains one network by one recipe."""

    def __init__(
        self,
        network: StyleNetwork,
        recipe: Recipe,
        vgg: Vgg,
        content: Squares,
        style: Squares,
        teacher: StyleNetwork | None = None,
        device: str = "cpu",
        dtype: torch.dtype = torch.float32,
        compiled: bool = False,
    ) -> None:
        self.recipe, self.content, self.style = recipe, content, style
        self.device, self.dtype = torch.device(device), dtype
        self.network = network.to(self.device, memory_format=torch.channels_last)
        self.vgg = vgg.to(self.device, dtype, memory_format=torch.channels_last)
        self.teacher = teacher.to(self.device).eval() if teacher else None
        self.iteration = 0
        self.rng = np.random.default_rng(recipe.seed)
        self.optimiser = torch.optim.Adam(self.network.parameters(), betas=recipe.betas, fused=True)
        self.average = {k: v.detach().clone() for k, v in self.network.state_dict().items()}
        self.targets: Tensor | None = None
        wrap: Any = torch.compile if compiled else lambda function: function
        self._painting = wrap(objective.painting)
        self._copying = wrap(objective.copying)

    def measure_styles(self) -> Iterator[int]:
        """Compute the style targets: `style_statistics` of every crop of every style picture.

        Yields the number of pictures done. `targets` is (N * style_crops, S) afterwards.
        """
        found = []
        crops = range(self.recipe.style_crops)
        for index in range(len(self.style)):
            pictures = torch.cat([self._style_crop(index, crop) for crop in crops]).to(self.device)
            with torch.no_grad():
                found.append(losses.style_statistics(self.vgg(pictures)).cpu())
            yield index + 1
        self.targets = torch.cat(found)

    def _style_crop(self, index: int, crop: int) -> Tensor:
        recipe = self.recipe
        return style_crop(self.style[index], crop, recipe.style_size, recipe.style_scales)

    def draw(self) -> objective.Batch:
        """The next batch; all of an iteration's chance is spent here."""
        recipe, rng = self.recipe, self.rng
        contents = rng.integers(len(self.content), size=recipe.batch)
        styles = rng.integers(len(self.style), size=recipe.batch)
        crops = rng.integers(recipe.style_crops, size=recipe.batch)
        assert self.targets is not None
        moved = max(1, recipe.batch // 2)
        content = tensor(content_crop(self.content[i], recipe.content_size, rng) for i in contents)
        batch = objective.Batch(
            content,
            torch.cat([self._style_crop(i, c) for i, c in zip(styles, crops, strict=True)]),
            self.targets[torch.from_numpy(styles * recipe.style_crops + crops)],
            self._grid(moved),
            self._disturbance(moved),
        )
        return objective.Batch(**{name: part.to(self.device) for name, part in vars(batch).items()})

    def _grid(self, count: int) -> Tensor:
        """Shifts and zooms. (count, H, W, 2)."""
        recipe, rng = self.recipe, self.rng
        zoom = 1 + rng.uniform(-recipe.zoom, recipe.zoom, count)
        shift = rng.uniform(-recipe.shift, recipe.shift, (count, 2)) * 2 / recipe.content_size
        theta = np.zeros((count, 2, 3), np.float32)
        theta[:, 0, 0] = theta[:, 1, 1] = zoom
        theta[:, :, 2] = shift
        size = [count, 3, recipe.content_size, recipe.content_size]
        return torch.nn.functional.affine_grid(torch.from_numpy(theta), size, align_corners=False)

    def _disturbance(self, count: int) -> Tensor:
        """Noise and light. (count, 3, H, W)."""
        recipe, rng = self.recipe, self.rng
        shape = (count, 3, recipe.content_size, recipe.content_size)
        noise = rng.standard_normal(shape, np.float32) * rng.uniform(0, recipe.noise, (count, 1, 1, 1))
        light = rng.uniform(-recipe.light, recipe.light, (count, 1, 1, 1))
        return torch.from_numpy((noise + light).astype(np.float32))

    def step(self) -> Step:
        """One iteration."""
        stage, rate, weights = self.recipe.at(self.iteration)
        batch = self.draw()
        if weights.teacher > 0 and self.teacher is not None:
            found = self._copying(self.network, batch, self._taught(batch), self.dtype)
        else:
            found = self._painting(self.network, self.vgg, batch, self.dtype)
        total = torch.stack([getattr(weights, name) * loss for name, loss in found.items()]).sum()
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.step()
        self._follow()
        self.iteration += 1
        return Step(self.iteration - 1, stage.name, {name: loss.item() for name, loss in found.items()})

    @torch.no_grad()
    def _taught(self, batch: objective.Batch) -> Tensor:
        assert self.teacher is not None
        with torch.autocast(self.device.type, self.dtype, enabled=self.dtype != torch.float32):
            return self.teacher(batch.content, self.teacher.encode_style(batch.style)).float()

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average towards the weights; early on faster, so that it forgets the noise it began as."""
        decay = min(self.recipe.average, (1 + self.iteration) / (10 + self.iteration))
        for key, value in self.network.state_dict().items():
            self.average[key].lerp_(value, 1 - decay)

    def save(self, path: Path) -> None:
        """Write everything that `load` needs to go on as if nothing had happened."""
        state = {
            "iteration": self.iteration,
            "rng": self.rng.bit_generator.state,
            "network": self.network.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
        }
        part = path.with_name(path.name + ".part")
        torch.save(state, part)
        os.replace(part, path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = torch.load(path, map_location="cpu", weights_only=True)
        self.iteration = state["iteration"]
        self.rng.bit_generator.state = state["rng"]
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        for key, value in state["average"].items():
            self.average[key].copy_(value)
