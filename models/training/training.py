"""A whole training, in order: pictures, objective, first weights, iterations, the weights file."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from models.errors import UsageError
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.small import SmallNetwork
from models.training.batch import BatchSampler, Pictures
from models.training.device import can_compile, choose_device, choose_dtype
from models.training.features import load_features
from models.training.folder import TrainingFolder
from models.training.initialisation import (
    copy_from_teacher,
    initialise_style_encoder,
    load_teacher,
    make_network,
    measure_artworks,
    normalise_over,
)
from models.training.objective import Objective, SmallObjective
from models.training.options import TrainingOptions, TrainingProgress
from models.training.paper_objective import PaperObjective
from models.training.pictures import SquareWriter, kind, list_pictures
from models.training.recipe import RECIPES, Recipe
from models.training.trainer import Trainer
from models.vgg import Vgg

SAMPLES = 4
"""Contents and styles on a sheet of samples."""


class Training:
    """One training: go through `steps` to the end, or stop between two of them and call `save`.

    Raises:
        UsageError: a folder or file is missing or of no use, or a run lies there already.
        ModelError: the VGG file is not what it should be, or the checkpoint is of another network.
        SinkError: there is not enough room on the disk.
        DeviceError: the device is not there.
    """

    def __init__(self, options: TrainingOptions) -> None:
        self.options = options
        self.skipped: dict[Path, str] = {}
        """Pictures that could not be read, and why."""
        options.check()
        self._photos = list_pictures(options.content, "--content")
        self._artworks = list_pictures(options.style, "--style")
        self.folder = TrainingFolder(options.out, resume=options.resume)
        """Where checkpoints, curves and samples lie."""
        self._trainer: Trainer | None = None

    def steps(self) -> Iterator[TrainingProgress]:
        """Do everything, step by step; the weights are written after the last."""
        recipe = self._recipe()
        network = self._network()
        vgg = None if isinstance(network, PaperNetwork) else load_features(self.options.vgg)
        pictures = len(self._photos) + len(self._artworks)
        self.folder.check_room(network, pictures * 3 * recipe.square**2)
        yield from self._prepare("photos", self._photos, self.folder.photos, recipe)
        yield from self._prepare("artworks", self._artworks, self.folder.artworks, recipe)
        yield from self._train(network, recipe, vgg)

    def save(self) -> bool:
        """Write a checkpoint, the curves and a sheet. False: training has not begun."""
        if self._trainer is None:
            return False
        self.folder.save(self._trainer, SAMPLES)
        return True

    def _recipe(self) -> Recipe:
        recipe = replace(RECIPES[self.options.network], seed=self.options.seed)
        return recipe.lasting(self.options.iterations) if self.options.iterations else recipe

    def _network(self) -> StyleNetwork:
        device = choose_device(self.options.device)
        torch.manual_seed(self.options.seed)
        network = make_network(self.options.network, self.options.vgg)
        return network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]

    def _prepare(self, what: str, paths: list[Path], out: Path, recipe: Recipe) -> Iterator[TrainingProgress]:
        """Write the pictures' squares, once."""
        if out.exists():
            return
        writer = SquareWriter(out, recipe.square, recipe.seed)
        for done, path in enumerate(paths, 1):
            if reason := writer.add(path):
                self.skipped[path] = reason
            yield TrainingProgress(f"reading {what}", done, len(paths))
        if not writer.count:
            raise UsageError(
                f"None of the {len(paths)} {what} in {paths[0].parent} can be read. Give others."
            )
        if paths is self._artworks:
            kept = [path for path in paths if path not in self.skipped]
            self.folder.save_kinds([kind(path, self.options.style) for path in kept])
        writer.commit()

    def _train(
        self, network: StyleNetwork, recipe: Recipe, vgg: tuple[Vgg, bool] | None
    ) -> Iterator[TrainingProgress]:
        """Everything after the pictures are prepared; `vgg` as `load_features` returns it."""
        pictures, device = self.folder.pictures(), next(network.parameters()).device
        objective, from_teacher = self._objective(network, vgg, pictures)
        features = yield from self._target_features(objective, pictures, recipe, device)
        if isinstance(network, SmallNetwork) and not self.options.resume:
            initialise_style_encoder(network.style, features)
        sampler = BatchSampler(pictures, features, recipe, device)
        trainer = Trainer(network, recipe, objective, sampler, from_teacher)
        if self.options.resume:
            self.folder.load(trainer)
        self._trainer = trainer
        yield from self._iterate(trainer)
        self.save()
        trainer.export(self.options.out)

    def _iterate(self, trainer: Trainer) -> Iterator[TrainingProgress]:
        while trainer.iteration < trainer.recipe.iterations:
            step = trainer.step()
            self.folder.note(step)
            if step.iteration % self.options.interval == 0:
                self.save()
            losses = tuple(step.losses.items())
            yield TrainingProgress("training", step.iteration, trainer.recipe.iterations, step.stage, losses)

    def _objective(
        self, network: StyleNetwork, vgg: tuple[Vgg, bool] | None, pictures: Pictures
    ) -> tuple[Objective, frozenset[str]]:
        """The network's objective, and the names of the parameters that were copied from its teacher."""
        if isinstance(network, PaperNetwork):
            return PaperObjective(network), frozenset()
        assert vgg is not None and isinstance(network, SmallNetwork)
        device, options = network.out.weight.device, self.options
        dtype = choose_dtype(device)
        extractor, normalised = vgg
        if not normalised:
            normalise_over(extractor, pictures.content)
        extractor.to(device, dtype, memory_format=torch.channels_last)  # type: ignore[call-overload]
        network.style.feature_extractor.load_state_dict(extractor.state_dict())
        teacher = load_teacher(options.teacher, device) if options.teacher else None
        from_teacher = copy_from_teacher(network, teacher) if teacher else frozenset[str]()
        compiled = options.compiled and can_compile()
        return SmallObjective(extractor, teacher, dtype, compiled=compiled), from_teacher

    def _target_features(
        self, objective: Objective, pictures: Pictures, recipe: Recipe, device: torch.device
    ) -> Generator[TrainingProgress, None, Tensor]:
        """Measure the artworks, once. Returns (N * style_crops, S)."""
        kept = self.folder.load_target_features() if self.options.resume else None
        if kept is not None:
            return kept
        found = []
        for features in measure_artworks(objective, pictures, recipe, device):
            found.append(features)
            yield TrainingProgress("looking at artworks", len(found), len(pictures.style))
        self.folder.save_target_features(torch.cat(found))
        return torch.cat(found)
