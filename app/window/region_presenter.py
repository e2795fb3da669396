"""Region presenter: the regions of the look, their box, and the mask that is painted over the picture."""

from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QObject

from app.regions import NONE, RegionChoice
from app.window.bridge import Background, check_mask_file
from app.window.file_dialogs import MASKS, ask_files
from app.window.look import FILE, Look, MaskBrush, MaskText, RegionsBox, masks_folder, moved
from app.window.look_presenter import LookPresenter
from app.window.messages import is_for_people
from app.window.preview import MaskCanvas, Preview


class RegionPresenter(QObject):
    """Keeps box, look and canvas equal. Each stroke is a change of the look, so it can be undone."""

    def __init__(
        self, box: RegionsBox, looks: LookPresenter, preview: Preview, background: Background
    ) -> None:
        super().__init__(box)
        self.canvas = MaskCanvas(preview)
        self.brush = MaskBrush(16 / 9)
        """The mask that is being painted."""
        self._box = box
        self._looks = looks
        self._preview = preview
        self._background = background
        box.changed.connect(self._on_changed)
        box.chosen.connect(self._show_mask)
        box.box.brushWanted.connect(self._on_brush)
        box.box.fileWanted.connect(self.ask_mask)
        looks.changed.connect(self._follow)
        looks.styles.libraryChanged.connect(lambda _: self._show_styles())
        self.canvas.stroked.connect(self._on_stroked)
        self.canvas.strokeEnded.connect(self._on_stroke_ended)
        self._show_styles()
        self._follow(looks.look)

    def ask_mask(self) -> None:
        """Let a person choose a picture or a film as the mask of the region in the box."""
        title = self.tr("Choose a mask: white is inside, grey blends")
        paths = ask_files(self._box.window(), title, MASKS)
        if paths:
            self.take_mask(paths[0])

    def take_mask(self, path: Path) -> None:
        """Use a picture or a film as the mask of the region in the box, if it can be read."""
        self._background.run(
            lambda: check_mask_file(path), lambda _: self._put_mask(path), self._on_wrong_mask
        )

    def _put_mask(self, path: Path) -> None:
        choice = self._box.choice or RegionChoice("", NONE)
        mask = MaskText.read(choice.mask)
        new = mask.with_file(path) if mask.kind == FILE else MaskText(str(path))
        self._box.put(replace(choice, mask=str(new)))

    def _on_wrong_mask(self, error: Exception) -> None:
        if not is_for_people(error):
            raise error
        self._looks.messages.say(str(error), warns=True)

    def _show_styles(self) -> None:
        names = self._looks.styles.names()
        self._box.show_styles(names, {key: self._looks.styles.gallery.icon(key) for key in names})

    def _follow(self, look: Look) -> None:
        self._box.box.show_everywhere(look["strength"] / 100, look["scale"] / 100)
        self._box.show_choices(look.regions)
        self._show_mask()

    def _on_changed(self, regions: tuple[RegionChoice, ...], text: str, kind: str) -> None:
        """A brush that has painted nothing yet gets an empty mask."""
        filled = tuple(one if one.mask else replace(one, mask=str(self._empty_mask())) for one in regions)
        self._looks.apply(self._looks.look.with_regions(filled), text, kind)

    def _on_brush(self, on: bool) -> None:
        self.canvas.setVisible(on)
        self._show_mask()

    def _show_mask(self) -> None:
        """Tint what is painted; a circle that is moved needs no tint."""
        if not self.canvas.isVisible():
            return
        choice = self._box.choice
        file = MaskText.read(choice.mask).file if choice else None
        painted = file is not None and self.brush.load(file)
        self.canvas.show_mask((self.brush if painted else MaskBrush(1.0)).image())

    def _empty_mask(self) -> Path:
        where = self._preview.picture_rect()
        self.brush = MaskBrush(where.width() / where.height() if not where.isEmpty() else 16 / 9)
        return self.brush.save(masks_folder())

    def _on_stroked(self, start: tuple[float, float], end: tuple[float, float], erase: bool) -> None:
        choice = self._box.choice
        if choice is None:
            return
        if MaskText.read(choice.mask).kind == "circle":
            self._box.put(moved(choice, *end), kind=f"region {self._box.index}")
            return
        self.brush.stroke(start, end, self._box.box.brush_size.value, erase=erase)
        self.canvas.show_mask(self.brush.image())

    def _on_stroke_ended(self) -> None:
        choice = self._box.choice
        if choice is not None and (mask := MaskText.read(choice.mask)).kind != "circle":
            painted = self.brush.save(masks_folder())
            self._box.put(replace(choice, mask=str(mask.with_file(painted))))
