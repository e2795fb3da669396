"""What an evaluation compares with what, and where its figures go."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What is compared with what."""

    pairs: Path
    """CSV with the columns `content` and `style`: file names."""

    content: Path
    """Folder of the photos."""

    style: Path
    """Folder of the artworks."""

    vgg: Path
    """VGG-16 features."""

    out: Path
    """Folder for the figures and the contact sheet."""

    network: str | None = None
    """Network to evaluate; None: the default one."""

    weights: Path | None = None
    """Other weights for it."""

    pictures: Path | None = None
    """Finished pictures instead of a network's: `PHOTO_ARTWORK.png` for `PHOTO.jpg` and `ARTWORK.jpg`."""

    clips: Path | None = None
    """Folder of clips, to measure how steady the painting is."""

    size: int | None = None
    """Pixels: short sides are resized to it before the middle square is cropped. None: 320, not resized."""

    components: Path | None = None
    """Principal components for E; None: those of the photos of the list."""

    save_components: Path | None = None
    """File to write the principal components to."""

    against: Path | None = None
    """Folder of another evaluation of the same pairs, or its `pairs.csv`."""

    texture: float = 1.0
    """0 = calm, 1 = rough."""

    study: int | None = None
    """Steps for which each artwork is studied on its photo first; None: not studied."""

    device: str = "auto"
    """auto, cuda, mps or cpu."""

    precision: str = "auto"
    """auto, float32, bfloat16 or float16."""

    @property
    def read(self) -> list[Path | None]:
        """Files and folders that are read."""
        listed = self.against / "pairs.csv" if self.against and self.against.is_dir() else self.against
        return [
            *(self.pairs, self.content, self.style, self.vgg, self.weights),
            *(self.pictures, self.components, listed),
        ]

    @property
    def written(self) -> list[Path | None]:
        """Files and folders that are written; what was there before is replaced."""
        names = ("pairs.csv", "figures.json", "contact.png", "sheets")
        return [*(self.out / name for name in names), self.save_components]
