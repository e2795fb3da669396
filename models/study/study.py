"""One study: Adam on the statistics and the painting weights, step by step, with checkpoints."""

import io
import pickle
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from models.errors import ModelError, UsageError
from models.network import StyleNetwork
from models.small import SmallNetwork
from models.study.adam import Adam
from models.study.contents import ContentCrops
from models.study.draw import draw_batch
from models.study.objective import StudyObjective
from models.study.options import StudyOptions, StudyProgress
from models.study.parameters import flat, set_weights, tuned_weights
from models.study.result import StudyResult
from models.training.data import to_tensor
from models.training.device import choose_device, choose_dtype
from models.vgg import Vgg


class Study:
    """Tunes a network to one artwork: go through `steps` to the end, or stop between two of them.

    Raises:
        UsageError: the network cannot be tuned.
        DeviceError: the device is not there.
    """

    def __init__(
        self,
        network: StyleNetwork,
        artwork: NDArray[np.uint8],
        contents: Sequence[NDArray[np.uint8]],
        options: StudyOptions,
        start: StudyResult | None = None,
    ) -> None:
        """Measure the artwork, and draw the crops.

        Args:
            network: as it was trained; it is changed.
            artwork: (h, w, 3) RGB at the size at which the network learns styles.
            contents: pictures to be painted, each (H, W, 3) RGB.
            options: how.
            start: of an earlier study that is to be continued.
        """
        if not isinstance(network, SmallNetwork):
            raise UsageError("This network cannot study a style. Choose `--network small`.")
        device = choose_device(options.device)
        self.options = options
        self.done = 0
        """Steps that are done."""
        self._rng = np.random.default_rng(options.seed)
        self._network = network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._weights = tuned_weights(self._network)
        self._trained = flat(self._weights)  # (T,)
        dtype = choose_dtype(device)
        vgg = _features(self._network, dtype)
        picture = to_tensor([artwork]).to(device)
        self._objective = StudyObjective(vgg, picture, dtype)
        self._crops = ContentCrops(contents, count=options.pool, side=options.crop, vgg=vgg, rng=self._rng)
        with torch.no_grad():
            learned = self._network.encode_style(picture).reshape(2, -1)  # (2, P)
        self._learned = learned[:, :-1].clone()  # the last is the strength
        self._statistics = self._learned.clone().requires_grad_()
        if start is not None:
            self._begin_with(start)
        self._average = self._values()
        self._begun_s = time.monotonic()
        self._optimiser = self._make_optimiser()

    def steps(self) -> Iterator[StudyProgress]:
        """Go on to the end."""
        self._begun_s = time.monotonic()
        while self._part() < 1:
            found = self._step()
            self.done += 1
            self._follow()
            yield StudyProgress(self.done, self._part(), tuple(found.items()))

    @property
    def device(self) -> str:
        """`cuda` or `cpu`."""
        device = self._statistics.device
        return str(device) if device.index else str(device.type)

    def result(self) -> StudyResult:
        """What was learned so far: the moving average."""
        statistics, weights = self._average
        return StudyResult(
            F.pad(statistics - self._learned, (0, 1)).flatten().cpu().numpy(),
            (weights - self._trained).half().cpu().numpy(),
            self.done,
        )

    @torch.no_grad()
    def paint(self, content: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Paint with what was learned so far: (H, W, 3) uint8 RGB, sides multiples of the network's."""
        statistics, weights = self._average
        current = flat(self._weights)
        set_weights(self._weights, weights)
        picture = to_tensor([content]).to(statistics.device)
        painted = self._network(picture, _with_strength(statistics)[1:])  # (1, 3, H, W)
        set_weights(self._weights, current)
        image: NDArray[np.uint8] = (
            (painted[0] * 255 + 0.5).clamp(0, 255).byte().permute(1, 2, 0).cpu().numpy()
        )
        return np.ascontiguousarray(image)

    def state(self) -> bytes:
        """A checkpoint, from which `set_state` goes on."""
        state = {
            "done": self.done,
            "rng": self._rng.bit_generator.state,
            "values": self._values(),
            "average": self._average,
            "optimiser": self._optimiser.state(),
        }
        file = io.BytesIO()
        torch.save(state, file)
        return file.getvalue()

    @torch.no_grad()
    def set_state(self, content: bytes) -> None:
        """Go on from a checkpoint.

        Raises:
            ModelError: it is damaged, or of another network.
        """
        device = self._statistics.device
        try:
            state = torch.load(io.BytesIO(content), map_location=device, weights_only=True)
            statistics, weights = state["values"]
            fits = statistics.shape == self._statistics.shape and weights.shape == self._trained.shape
            if not fits:
                raise ValueError("of another network")
            self._optimiser.set_state(state["optimiser"])
            self._rng.bit_generator.state = state["rng"]
            self._average, self.done = tuple(state["average"]), int(state["done"])
        except (RuntimeError, KeyError, ValueError, TypeError, EOFError, pickle.UnpicklingError) as error:
            raise ModelError("The checkpoint of the study is damaged, or of another network.") from error
        self._statistics.copy_(statistics)
        set_weights(self._weights, weights)

    @torch.no_grad()
    def _begin_with(self, start: StudyResult) -> None:
        """Go on from what was kept."""
        device = self._statistics.device
        statistics = torch.from_numpy(start.statistics.astype(np.float32)).to(device).reshape(2, -1)
        self._statistics.copy_(self._learned + statistics[:, :-1])
        tuning = torch.from_numpy(start.tuning.astype(np.float32)).to(device)
        set_weights(self._weights, self._trained + tuning)
        self.done = start.steps

    def _make_optimiser(self) -> Adam:
        for parameter in self._network.parameters():
            parameter.requires_grad_(False)
        weights = [weight.requires_grad_() for weight in self._weights.values()]
        return Adam([[self._statistics], weights], self.options.betas, self.options.clip)

    def _step(self) -> dict[str, float]:
        """One step; a loss that is not a number changes nothing."""
        batch, measured = draw_batch(self._crops, self.options, self._objective.targets, self._rng)
        found = self._objective.losses(self._network, _with_strength(self._statistics), batch, measured)
        weights = self.options.losses
        total = torch.stack([getattr(weights, name) * loss for name, loss in found.items()]).sum()
        self._optimiser.zero_grad()
        if total.isfinite():
            total.backward()  # type: ignore[no-untyped-call]
            self._optimiser.step(self._rates())
        return {name: loss.item() for name, loss in found.items()}

    def _part(self) -> float:
        """How much of the study is done, 0..1, by its steps or by its time."""
        seconds = self.options.seconds
        spent = (time.monotonic() - self._begun_s) / seconds if seconds else 0.0
        return min(1.0, max(self.done / self.options.steps, spent))

    def _rates(self) -> tuple[float, float]:
        left = 1 - self._part()
        return self.options.statistics_rate * left, self.options.weights_rate * left

    @torch.no_grad()
    def _values(self) -> tuple[Tensor, Tensor]:
        return self._statistics.detach().clone(), flat(self._weights)

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average; in the first steps faster."""
        decay = min(self.options.average, self.done / (9 + self.done))
        for average, value in zip(self._average, self._values(), strict=True):
            average.lerp_(value, 1 - decay)


def _features(network: SmallNetwork, dtype: torch.dtype) -> Vgg:
    """A copy of the network's feature extractor for the losses."""
    copy = Vgg(network.config.feature_widths)
    copy.load_state_dict(network.style.feature_extractor.state_dict())
    copy.to(network.out.weight.device, dtype, memory_format=torch.channels_last)  # type: ignore[call-overload]
    return copy


def _with_strength(statistics: Tensor) -> Tensor:
    """(2, P - 1) -> (2, P): the last is 1."""
    return F.pad(statistics, (0, 1), value=1.0)
