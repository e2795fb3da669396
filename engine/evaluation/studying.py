"""A painter that studies: each artwork on the photo that is painted, as `impasto photo --study` does it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.evaluation.painters import NetworkPainter
from engine.frame import Image
from engine.imaging import fit_style_picture
from engine.settings import Style
from engine.study import frames_of

if TYPE_CHECKING:
    from collections.abc import Sequence

CLIPS_RENDER_SIZE = 568
"""Pixels: long side of the frames that artworks for clips are studied on, about as the clips are measured."""


class StudyingPainter(NetworkPainter):
    """A network of ours, tuned anew for each pair; nothing is kept.

    Args:
        steps: of each study.
        clips: folder of clips, on which the artworks that they are painted with are studied.
        network: as of NetworkPainter.
        weights: as of NetworkPainter.
        device: as of NetworkPainter.
        precision: as of NetworkPainter.
        texture: as of NetworkPainter.
    """

    def __init__(
        self,
        steps: int,
        clips: Path | None,
        network: str | None,
        weights: Path | None = None,
        device: str = "auto",
        precision: str = "auto",
        texture: float = 1.0,
    ) -> None:
        super().__init__(network, weights, device, precision, texture)
        self.name += f", studied {steps} steps"
        self._steps, self._clips = steps, clips

    def paint(self, photo: Image, artwork: Image, photo_name: str, artwork_name: str) -> Image:
        """See Painter."""
        return self.stylize(photo, self._study(artwork, artwork_name, [photo]))

    def learn(self, artwork: Image, name: str) -> Style:
        """Study an artwork on frames of all clips."""
        assert self._clips is not None, "single styles are learned for clips"
        return self._study(artwork, name, frames_of(self._clips, CLIPS_RENDER_SIZE))

    def _study(self, artwork: Image, name: str, contents: "Sequence[Image]") -> Style:
        from models.study import Study, StudyOptions
        from models.weights import load_entry

        entry = self._stylizer.entry
        fitted = fit_style_picture(artwork, entry.style_side)
        options = StudyOptions(steps=self._steps, device=self._stylizer.choice.trains_on)
        study = Study(load_entry(entry), fitted, contents, options)
        for _ in study.steps():
            pass
        result = study.result()
        learned = super().learn(artwork, name)
        return replace(learned, statistics=learned.statistics + result.statistics, tuning=result.tuning)
