"""One study of a style picture, from its file to what is kept, with a preview on the way."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.devices import list_devices
from engine.errors import ModelError, UsageError
from engine.frame import Image
from engine.imaging import RenderSize, shrink
from engine.study.store import StudiedStyles, write
from engine.study.studied import Studied
from models.registry import NetworkInfo

if TYPE_CHECKING:
    from models.study import StudyOptions, StudyResult

CHECKPOINT_S = 10.0
"""Seconds between two checkpoints: so much at most is lost by a power cut."""

PREVIEW_SIDE = 512
"""Pixels: long side of a preview."""


@dataclass(frozen=True, slots=True)
class StudyState:
    """How far a study is."""

    done: int
    """Steps that are done, with those of earlier runs."""

    part: float
    """0..1: how much of the study that is."""

    seconds: float
    """Since this run began."""

    left_s: float
    """Seconds left, about."""

    losses: tuple[tuple[str, float], ...] = ()
    """Each loss of the last step, before its weight."""


class StudyJob:
    """Studies one picture: go through `steps`, to the end or as far as you like, then `keep`.

    Raises:
        UsageError: the network cannot study.
        DeviceError: the device is not there.
        ModelError: the network's weights are missing or damaged.
    """

    def __init__(
        self,
        entry: NetworkInfo,
        store: StudiedStyles,
        key: str,
        picture: Image,
        contents: Sequence[Image],
        options: "StudyOptions",
        *,
        again: bool = False,
    ) -> None:
        """Prepare; what an earlier run left is gone on from.

        Args:
            entry: the network.
            store: keeps the result.
            key: content hash of the picture's file.
            picture: (h, w, 3) uint8 RGB, at the size at which the network learns styles.
            contents: what to study on, each (H, W, 3) uint8 RGB at the render size.
            options: how long, and where.
            again: begin anew instead; what is kept is replaced when this study is.
        """
        from models.study import Study
        from models.weights import load_entry

        if not contents:
            raise UsageError("There is nothing to study on. Give a photo, a clip or a folder of them.")
        self._store, self._key = store, key
        self._begun_s = self._checkpoint_s = time.monotonic()
        self._content = contents[0]
        self._multiple = entry.multiple
        start = None if again else _start(store, key)
        self.study: Study = Study(load_entry(entry), picture, contents, options, start=start)
        if not again:
            self._resume()
        self.first = self.study.done
        """Steps that earlier runs had done."""
        self.finished = False
        """True after the last step."""
        self.state = StudyState(self.first, 0.0, 0.0, 0.0)
        """How far it is."""

    def steps(self) -> Iterator[StudyState]:
        """Study; after each step its state. A checkpoint is written every few seconds.

        Raises:
            SinkError: the disk is full.
        """
        self.save()  # so a full disk is found out now, not after minutes
        began_s, start = time.monotonic(), self.first / self.study.options.steps
        for progress in self.study.steps():
            now = time.monotonic()
            if now - self._checkpoint_s > CHECKPOINT_S:
                self.save()
            left_s = (now - began_s) * (1 - progress.part) / max(progress.part - start, 1e-9)
            self.state = StudyState(
                progress.done, progress.part, now - self._begun_s, left_s, progress.losses
            )
            yield self.state
        self.finished = True

    @property
    def device(self) -> str:
        """`cuda` or `cpu`, and what that is."""
        titles = {device.name: device.title for device in list_devices()}
        name = self.study.device
        return f"{name} ({titles.get(name, name)})"

    @property
    def kept(self) -> Path:
        """The file of the studied style."""
        return self._store.path(self._key)

    def preview(self) -> Image:
        """The first of the contents, painted with what is known by now: (h, w, 3) uint8 RGB, small."""
        content = shrink(self._content, long_side=PREVIEW_SIDE)
        size = RenderSize.of(content, None, self._multiple)
        return size.restore(self.study.paint(size.fit(content)))

    def save(self) -> None:
        """Write a checkpoint, from which the next study of this picture goes on.

        Raises:
            SinkError: it cannot be written.
        """
        write(self._store.checkpoint(self._key), self.study.state())
        self._checkpoint_s = time.monotonic()

    def keep(self) -> Studied:
        """Keep what was learned so far as the studied style of this picture.

        Raises:
            SinkError: it cannot be written.
        """
        result = self.study.result()
        studied = Studied(
            result.statistics.astype(np.float16), result.tuning, self._store.network, self._key, result.steps
        )
        self._store.keep(studied)
        if self.finished:
            self._store.checkpoint(self._key).unlink(missing_ok=True)
        else:
            self.save()
        return studied

    def _resume(self) -> None:
        """Go on from a checkpoint; a damaged one, or one of a longer study, is left alone."""
        try:
            content = self._store.checkpoint(self._key).read_bytes()
        except OSError:
            return
        try:
            self.study.set_state(content)
        except ModelError:
            return


def _start(store: StudiedStyles, key: str) -> "StudyResult | None":
    from models.study import StudyResult

    kept = store.load(key)
    if kept is None:
        return None
    return StudyResult(kept.statistics.astype(np.float32), kept.tuning, kept.steps)
