"""Region presenter: the region of the look, its box, and the mask that is painted over the picture."""

from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QObject

from app.regions import NONE, RegionChoice
from app.window.look import Look, MaskBrush, RegionBox, moved
from app.window.look_presenter import LookPresenter
from app.window.preview import MaskCanvas, Preview
from engine import data_folder


class RegionPresenter(QObject):
    """Keeps box, look and canvas equal. Each stroke is a change of the look, so it can be undone."""

    def __init__(self, box: RegionBox, looks: LookPresenter, preview: Preview) -> None:
        super().__init__(box)
        self.canvas = MaskCanvas(preview)
        self.brush = MaskBrush(16 / 9)
        """The mask that is being painted."""
        self._box = box
        self._looks = looks
        self._preview = preview
        self._folder = data_folder() / "masks"
        box.changed.connect(self._on_changed)
        box.brushWanted.connect(self._on_brush)
        looks.changed.connect(self._follow)
        looks.styles.libraryChanged.connect(lambda _: self._show_styles())
        self.canvas.stroked.connect(self._on_stroked)
        self.canvas.strokeEnded.connect(self._on_stroke_ended)
        self._show_styles()
        self._follow(looks.look)

    def _show_styles(self) -> None:
        names = self._looks.styles.names()
        self._box.show_styles(names, {key: self._looks.styles.gallery.icon(key) for key in names})

    def _follow(self, look: Look) -> None:
        choice = look.regions[0] if look.regions else None
        if choice != self._box.choice:
            self._box.show_choice(choice)
        if self.canvas.isVisible():
            self._show_mask()

    def _on_changed(self, choice: RegionChoice | None) -> None:
        if choice is not None and not choice.mask:  # a brush that has painted nothing yet
            choice = replace(choice, mask=str(self._empty_mask()))
        self._put(choice)

    def _put(self, choice: RegionChoice | None, kind: str = "region") -> None:
        regions = () if choice is None else (choice,)
        self._looks.apply(self._looks.look.with_regions(regions), self.tr("Region"), kind)

    def _on_brush(self, on: bool) -> None:
        self.canvas.setVisible(on)
        if on:
            self._show_mask()

    def _show_mask(self) -> None:
        choice = self._box.choice
        if choice is None or not self.brush.load(Path(choice.mask)):
            self.canvas.show_mask(MaskBrush(1.0).image())
        else:
            self.canvas.show_mask(self.brush.image())

    def _empty_mask(self) -> Path:
        where = self._preview.picture_rect()
        self.brush = MaskBrush(where.width() / where.height() if not where.isEmpty() else 16 / 9)
        return self.brush.save(self._folder)

    def _on_stroked(self, start: tuple[float, float], end: tuple[float, float], erase: bool) -> None:
        choice = self._box.choice
        if choice is None:
            return
        if choice.mask.startswith("circle"):
            self._put(moved(choice, *end))
            return
        self.brush.stroke(start, end, self._box.brush_size.value() / 100, erase=erase)
        self.canvas.show_mask(self.brush.image())

    def _on_stroke_ended(self) -> None:
        choice = self._box.choice or RegionChoice("", NONE)
        if not choice.mask.startswith("circle"):
            self._put(replace(choice, mask=str(self.brush.save(self._folder))), kind="")
