"""A picture file as a sink of one frame."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.errors import SinkError
from engine.files import PartFile
from engine.frame import Frame
from engine.pictures import Picture, encode_picture, picture_format, write_part
from engine.sinks.base import Sink


class StillSink(Sink):
    """Writes one frame as PNG, JPEG, WebP, TIFF or BMP, by the suffix of the path.

    Args:
        path: Where the picture shall be.
        picture: The photo that the frame is painted from: its EXIF, profile and transparency are kept.
        overwrite: Replace an existing file.
        inputs: Files the result is made from; the result may be none of them.

    Raises:
        UsageError: the suffix is unknown, or the path is taken.
        SinkError: the folder cannot be written to.
    """

    def __init__(
        self,
        path: Path | str,
        picture: Picture | None = None,
        *,
        overwrite: bool = False,
        inputs: Sequence[Path] = (),
    ) -> None:
        path = Path(path)
        self._format = picture_format(path)  # an unknown suffix is refused before anything is painted
        self._picture = picture
        self._file = PartFile(path, overwrite=overwrite, inputs=inputs)
        self._written = False
        self._ended = False

    @property
    def warnings(self) -> tuple[str, ...]:
        """Parts of this picture that killed runs left."""
        return self._file.warnings

    def write(self, frame: Frame) -> None:
        """Write the frame; a second one is refused.

        Raises:
            UsageError: the picture is larger than the format can hold.
        """
        if self._written:
            raise SinkError(f'"{self._file.path}" holds one frame, and a second one came. Use a video file.')
        painted = replace(self._picture or Picture(frame.image), image=frame.image)
        write_part(self._file, encode_picture(painted, self._format))
        self._written = True

    def close(self) -> None:
        """Give the file its name.

        Raises:
            SinkError: no frame came, or the file cannot get its name.
        """
        if self._ended:
            return
        self._ended = True
        if not self._written:
            self._file.discard()
            raise SinkError(f'"{self._file.path}" was not made: no frame came. Check the source.')
        self._file.commit()

    def abort(self) -> None:
        """Remove what was written."""
        self._ended = True
        self._file.discard()
