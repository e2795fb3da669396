"""A whole training, in order: pictures, objective, first weights, iterations, the weights file."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import torch
from PIL import Image

from models.errors import UsageError
from models.evaluation.preference import COMPONENTS
from models.network import StyleNetwork
from models.paper import PaperNetwork
from models.small import SmallNetwork
from models.training.data import (
    UNREADABLE,
    ArtworkWriter,
    BatchSampler,
    SquareWriter,
    artwork_views,
    is_sharp,
    kind,
    list_pictures,
    read_picture,
)
from models.training.device import can_compile, choose_device, choose_dtype
from models.training.features import load_features
from models.training.folder import TrainingFolder
from models.training.initialisation import (
    copy_from_teacher,
    initialise_style_encoder,
    load_teacher,
    make_network,
    normalise_over,
    principal_axes,
)
from models.training.objective import Objective, SmallObjective
from models.training.options import TrainingOptions, TrainingProgress
from models.training.paper_objective import PaperObjective
from models.training.recipe import Recipe
from models.training.recipes import RECIPES
from models.training.trainer import Trainer
from models.training.widening import widen, widens
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
        self.folder.check_room(network, self._prepared_bytes(network, recipe))
        yield from self._prepare_photos(recipe)
        yield from self._train(network, recipe, vgg)

    def save(self) -> bool:
        """Write a checkpoint, the curves and a sheet. False: training has not begun."""
        if self._trainer is None:
            return False
        self.folder.save(self._trainer, SAMPLES)
        return True

    def _recipe(self) -> Recipe:
        recipe = RECIPES[self.options.network]
        recipe = replace(recipe, seed=self.options.seed, batch=self.options.batch or recipe.batch)
        recipe = recipe if self.options.teacher else recipe.without_teacher()
        return recipe.lasting(self.options.iterations) if self.options.iterations else recipe

    def _network(self) -> StyleNetwork:
        device = choose_device(self.options.device)
        torch.manual_seed(self.options.seed)
        network = make_network(self.options.network, self.options.vgg)
        return network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]

    def _prepared_bytes(self, network: StyleNetwork, recipe: Recipe) -> int:
        """Room for the photos' squares and, where covariances are kept, two measurements of each artwork."""
        squares = len(self._photos) * 3 * recipe.square**2
        if not isinstance(network, SmallNetwork):
            return squares
        row = sum(width**2 for width in network.style.feature_channels) * 2  # float16
        return squares + 2 * len(self._artworks) * row

    def _prepare_photos(self, recipe: Recipe) -> Iterator[TrainingProgress]:
        """Write the photos' squares, once."""
        if self.folder.photos.exists():
            return
        writer = SquareWriter(self.folder.photos, recipe.square, recipe.seed)
        for done, path in enumerate(self._photos, 1):
            if reason := writer.add(path):
                self.skipped[path] = reason
            yield TrainingProgress("reading photos", done, len(self._photos))
        self._refuse_nothing("photos", writer.count, self._photos)
        writer.commit()

    def _measure_artworks(self, objective: Objective, recipe: Recipe) -> Iterator[TrainingProgress]:
        """Write what results are to share with each artwork, once; and the samples of the sheet."""
        if self.folder.artworks.exists():
            return
        artworks = ArtworkWriter(self.folder.artworks, 2 * len(self._artworks))
        samples = SquareWriter(self.folder.samples, recipe.square, recipe.seed)
        for done, path in enumerate(self._artworks, 1):
            if picture := self._read(path):
                self._measure(picture, path, objective, recipe, artworks)
                if done * SAMPLES > samples.count * len(self._artworks):  # evenly over all kinds
                    samples.add(path)
            yield TrainingProgress("looking at artworks", done, len(self._artworks))
        self._refuse_nothing("artworks", artworks.count, self._artworks)
        samples.commit()
        artworks.commit()

    def _read(self, path: Path) -> Image.Image | None:
        """A picture; None, and a note of why, where it cannot be read."""
        try:
            return read_picture(path)
        except UNREADABLE as error:
            self.skipped[path] = str(error)
            return None

    def _measure(
        self, picture: Image.Image, path: Path, objective: Objective, recipe: Recipe, writer: ArtworkWriter
    ) -> None:
        """Measure an artwork as a whole, and a sharp one's crop too."""
        device = choose_device(self.options.device)
        sharp = is_sharp(picture, recipe.style_sides[1])
        for view in artwork_views(picture, recipe.style_sides, recipe.style_crop, seed=writer.count):
            targets = objective.measure(view.to(device))
            with self.folder.writing("The artworks' features", "start again"):
                writer.add(targets, kind(path, self.options.style), sharp=sharp)

    @staticmethod
    def _refuse_nothing(what: str, count: int, paths: list[Path]) -> None:
        if not count:
            raise UsageError(
                f"None of the {len(paths)} {what} in {paths[0].parent} can be read. Give others."
            )

    def _train(
        self, network: StyleNetwork, recipe: Recipe, vgg: tuple[Vgg, bool] | None
    ) -> Iterator[TrainingProgress]:
        """Everything after the photos are prepared; `vgg` as `load_features` returns it."""
        device = next(network.parameters()).device
        if isinstance(network, PaperNetwork):
            objective: Objective = PaperObjective(network)
            yield from self._measure_artworks(objective, recipe)
        else:
            assert isinstance(network, SmallNetwork) and vgg is not None
            objective = yield from self._begin_small(network, recipe, *vgg)
        sampler = BatchSampler(self.folder.squares(), self.folder.measurements(), recipe, device)
        trainer = Trainer(network, recipe, objective, sampler)
        if self.options.resume:
            self.folder.load(trainer)
        self._trainer = trainer
        yield from self._iterate(trainer)
        self.save()
        trainer.export(self.options.out)

    def _begin_small(
        self, network: SmallNetwork, recipe: Recipe, extractor: Vgg, normalised: bool
    ) -> Generator[TrainingProgress, None, Objective]:
        """Measure the artworks and set the first weights; returns the objective."""
        device, options = network.out.weight.device, self.options
        dtype = choose_dtype(device)
        if not normalised:
            normalise_over(extractor, self.folder.squares())
        extractor.to(device, dtype, memory_format=torch.channels_last)  # type: ignore[call-overload]
        teacher = load_teacher(options.teacher, device) if options.teacher else None
        compiled = options.compiled and can_compile()
        copied = teacher if any(stage.weights.teacher for stage in recipe.stages) else None
        axes = principal_axes(extractor, self.folder.squares(), COMPONENTS)
        objective = SmallObjective(extractor, copied, dtype, axes, compiled=compiled)
        yield from self._measure_artworks(objective, recipe)
        if not options.resume:
            initialise_style_encoder(network.style, extractor, axes, self.folder.measurements())
            if isinstance(teacher, SmallNetwork) and widens(network, teacher):
                widen(network, teacher)
            elif teacher is not None:
                copy_from_teacher(network, teacher)
        return objective

    def _iterate(self, trainer: Trainer) -> Iterator[TrainingProgress]:
        while trainer.iteration < trainer.recipe.iterations:
            step = trainer.step()
            self.folder.note(step)
            if step.iteration % self.options.interval == 0:
                self.save()
            losses = tuple(step.losses.items())
            yield TrainingProgress("training", step.iteration, trainer.recipe.iterations, step.stage, losses)
