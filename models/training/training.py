"""Making a network's weights: checks what is given, prepares it, trains; may be stopped and resumed."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import UsageError
from engine.training.folder import TrainingFolder, check_room, kind, list_pictures

if TYPE_CHECKING:
    import torch

    from models.network import StyleNetwork
    from models.training.loop import Trainer
    from models.training.objective import Objective
    from models.training.pictures import Squares
    from models.training.recipe import Recipe
    from models.training.start import Eyes

NETWORKS = ("small", "base", "paper")
"""Networks that can be trained."""

SAMPLES = 4
"""Contents and styles on a sheet of samples."""


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """What a person decides about a training."""

    content: Path
    """Folder of photos."""

    style: Path
    """Folder of artworks. Each folder in it is a kind; all kinds are drawn equally often."""

    vgg: Path
    """VGG features: VGG-16 for `small` and `base`, the VGG-19 encoder `vgg_normalised.pth` for `paper`."""

    out: Path
    """The weights, a .safetensors file. Checkpoints lie in a folder beside it, `OUT.training`."""

    network: str = "small"
    """One of `NETWORKS`."""

    teacher: str | None = "compact"
    """Network whose pictures are copied first; None: start from noise."""

    resume: bool = False
    """Go on from the last checkpoint."""

    iterations: int | None = None
    """Shorten or stretch the recipe to so many; None: as it is."""

    seed: int = 1
    """Of all chance."""

    device: str = "auto"
    """auto, cuda or cpu."""

    compiled: bool = True
    """Compile the losses where that is possible: minutes at first, then half the time."""

    interval: int = 500
    """Iterations between two checkpoints; each comes with a sheet of samples."""


@dataclass(frozen=True, slots=True)
class TrainingProgress:
    """How far it is."""

    task: str
    """What is being done: "reading photos", "reading artworks", "looking at artworks" or "training"."""

    done: int
    """Pictures or iterations that are done."""

    total: int
    """Of how many."""

    stage: str = ""
    """The recipe's stage."""

    losses: tuple[tuple[str, float], ...] = ()
    """Each loss of this iteration, before its weight."""


class Training:
    """One training: go through `steps` to the end, or stop between two of them and call `save`.

    Raises:
        UsageError: a folder or file is missing or of no use, or a run lies there already.
        ModelError: the VGG file is not what it should be, or the checkpoint is of another network.
        SinkError: there is not enough room on the disk.
    """

    def __init__(self, options: TrainingOptions) -> None:
        self.options = options
        self.skipped: dict[Path, str] = {}
        """Pictures that could not be read, and why."""
        _check(options)
        self._contents = list_pictures(options.content, "--content")
        self._styles = list_pictures(options.style, "--style")
        self.folder = TrainingFolder(options.out, resume=options.resume)
        """Where checkpoints, curves and samples lie."""
        self._trainer: Trainer | None = None

    def steps(self) -> Iterator[TrainingProgress]:
        """Do everything, step by step; the weights are written after the last."""
        recipe = self._recipe()
        network = self._network()
        eyes = self._eyes()
        pictures = len(self._contents) + len(self._styles)
        check_room(self.folder.path, network, pictures * 3 * recipe.square**2)
        yield from self._read("photos", self._contents, self.folder.contents, recipe)
        yield from self._read("artworks", self._styles, self.folder.styles, recipe)
        yield from self._train(network, recipe, eyes)

    def save(self) -> bool:
        """Write a checkpoint, the curves and a sheet. False: training has not begun."""
        if self._trainer is None:
            return False
        self.folder.save(self._trainer, SAMPLES)
        return True

    def _train(
        self, network: "StyleNetwork", recipe: "Recipe", eyes: "Eyes | None"
    ) -> Iterator[TrainingProgress]:
        from models.training.loop import Trainer

        contents, styles, kinds = self.folder.squares()
        objective, borrowed = self._objective(network, eyes, contents)
        trainer = Trainer(network, recipe, objective, contents, styles, borrowed, kinds)
        if self.options.resume:
            self.folder.load(trainer)
        yield from self._look(trainer, len(styles))
        self._trainer = trainer
        while trainer.iteration < recipe.iterations:
            step = trainer.step()
            self.folder.note(step)
            if step.iteration % self.options.interval == 0:
                self.save()
            losses = tuple(step.losses.items())
            yield TrainingProgress("training", step.iteration, recipe.iterations, step.stage, losses)
        self.save()
        trainer.export(self.options.out)

    def _look(self, trainer: "Trainer", artworks: int) -> Iterator[TrainingProgress]:
        """Measure the artworks, once."""
        if self.options.resume:
            trainer.wanted = self.folder.load_wanted()
        if trainer.wanted is None:
            for done in trainer.measure_styles():
                yield TrainingProgress("looking at artworks", done, artworks)
            self.folder.save_wanted(trainer)

    def _read(self, what: str, paths: list[Path], out: Path, recipe: "Recipe") -> Iterator[TrainingProgress]:
        """Write the pictures' squares, once."""
        from models.training.pictures import SquareWriter

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
        if paths is self._styles:
            kept = [path for path in paths if path not in self.skipped]
            self.folder.save_kinds([kind(path, self.options.style) for path in kept])
        writer.commit()

    def _recipe(self) -> "Recipe":
        from dataclasses import replace

        from models.training.recipe import RECIPES

        recipe = replace(RECIPES[self.options.network], seed=self.options.seed)
        return recipe.lasting(self.options.iterations) if self.options.iterations else recipe

    def _network(self) -> "StyleNetwork":
        import torch

        from models.training.start import make_network

        torch.manual_seed(self.options.seed)
        network = make_network(self.options.network, self.options.vgg)
        return network.to(self._device(), memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]

    def _eyes(self) -> "Eyes | None":
        """VGG-16 features, read before anything slow begins; the paper's network has eyes of its own."""
        from models.training.features import load_features

        return None if self.options.network == "paper" else load_features(self.options.vgg)

    def _objective(
        self, network: "StyleNetwork", eyes: "Eyes | None", photos: "Squares"
    ) -> "tuple[Objective, frozenset[str]]":
        """What the network is judged by, and the parameters it has from its teacher."""
        from models.paper import PaperNetwork
        from models.small import SmallNetwork
        from models.training.objective import PaperObjective, SmallObjective
        from models.training.start import load_teacher, prepare_eyes, take_over

        if isinstance(network, PaperNetwork):
            return PaperObjective(network), frozenset()
        assert eyes is not None and isinstance(network, SmallNetwork)
        dtype = self._dtype()
        vgg = prepare_eyes(eyes, photos, self._device(), dtype)
        teacher = load_teacher(self.options.teacher) if self.options.teacher else None
        borrowed = take_over(network, vgg, teacher)
        compiled = self.options.compiled and _can_compile()
        return SmallObjective(vgg, teacher, dtype, compiled=compiled), borrowed

    def _device(self) -> "torch.device":
        import torch

        from engine.devices import choose

        name = self.options.device
        if name == "auto" and not torch.cuda.is_available():
            name = "cpu"
        return torch.device(choose(name, runtime="torch").device)

    def _dtype(self) -> "torch.dtype":
        """bfloat16 where the hardware multiplies it: the features and the network's convolutions."""
        import torch

        from engine.devices import cpu_has_bfloat16

        cuda = self._device().type == "cuda"
        native = torch.cuda.is_bf16_supported(including_emulation=False) if cuda else cpu_has_bfloat16()
        return torch.bfloat16 if native else torch.float32


def _can_compile() -> bool:
    """True when torch.compile will find a C++ compiler."""
    return any(map(shutil.which, ("c++", "g++", "clang++", "cl")))


def _check(options: TrainingOptions) -> None:
    if options.network not in NETWORKS:
        raise UsageError(f"No recipe for '{options.network}'. There are: {', '.join(NETWORKS)}.")
    if options.out.suffix != ".safetensors":
        raise UsageError(f"--out must end with .safetensors, not be {options.out.name}.")
    if options.iterations is not None and options.iterations < 1:
        raise UsageError(f"--iterations must be at least 1, not {options.iterations}.")
    if options.interval < 1:
        raise UsageError(f"--interval must be at least 1, not {options.interval}.")
    if not options.vgg.is_file():
        raise UsageError(f"No VGG file at {options.vgg}. docs/training.md says where to get it.")
