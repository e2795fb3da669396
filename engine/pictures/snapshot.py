"""A snapshot: one painted frame as a PNG."""

from datetime import datetime
from pathlib import Path

from engine.errors import SinkError, reason_of
from engine.folders import dated_path, pictures_folder
from engine.frame import Frame
from engine.pictures.picture import Picture
from engine.pictures.picture_file import FORMATS, encode_picture


def save_snapshot(
    frame: Frame, folder: Path | None = None, now: datetime | None = None, name: str = ""
) -> Path:
    """Write the frame's image under the date and time; nothing is ever overwritten.

    Args:
        frame: as the preview shows it.
        folder: is made; None = `Impasto` in the person's folder of pictures.
        now: for the name; None = now.
        name: instead of the date and time.

    Returns:
        The file.

    Raises:
        SinkError: it cannot be written; nothing is left behind.
    """
    data = encode_picture(Picture(frame.image), FORMATS[".png"])
    while True:
        path = dated_path(folder or pictures_folder(), ".png", now, name)
        try:
            with path.open("xb") as file:
                file.write(data)
            return path
        except FileExistsError:
            continue  # another program took the name meanwhile: the next one
        except OSError as error:
            path.unlink(missing_ok=True)
            raise SinkError(f'"{path}" cannot be written: {reason_of(error)}.') from error
