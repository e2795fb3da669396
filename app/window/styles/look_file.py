"""Look file: a saved look for other people and machines, with the person's own pictures and masks in it."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.window.look import Look, MaskText, masks_folder
from app.window.messages import WindowError
from app.window.styles.library import StyleEntry, keep_picture
from engine import write_whole

KIND = "impasto look"
"""What the file says it is."""

VERSION: int = 1
"""Of the format; a file of a later one is refused."""

LARGEST_MASK: int = 64 << 20
"""Bytes of a mask's film that goes into a file."""


@dataclass(frozen=True, slots=True)
class LookFile:
    """What is in the file."""

    name: str
    """Of the look."""

    look: Look
    """How it paints."""

    styles: tuple[StyleEntry, ...]
    """The styles that it paints with."""


def write_look_file(path: Path, file: LookFile) -> None:
    """Write a look, whole or not at all. Slow.

    Raises:
        OSError: a style picture or a mask cannot be read, or the file not be written.
        WindowError: a mask is too large.
    """
    masks = _masks_of(file.look)
    stored = {
        "kind": KIND,
        "version": VERSION,
        "name": file.name,
        "look": _with_masks(file.look, {old: Path(name) for name, old in masks.items()}).to_json(),
        "styles": [_stored(entry) for entry in file.styles],
        "masks": {name: _content(path) for name, path in masks.items()},
    }
    write_whole(path, json.dumps(stored, ensure_ascii=False, indent=1).encode())


def read_look_file(path: Path, folder: Path) -> LookFile:
    """Read a look; its pictures go into the library's folder, its masks beside the painted ones. Slow.

    Raises:
        WindowError: it is no such file, or damaged.
        OSError: it cannot be read, or the pictures not be kept.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["kind"] != KIND:
            raise ValueError
        if stored["version"] > VERSION:
            raise WindowError(f"{path.name} was saved by a later version of Impasto. Update, then load it.")
        styles = tuple(_entry(one, folder) for one in stored["styles"])
        masks = {Path(name): _kept_mask(name, data) for name, data in stored.get("masks", {}).items()}
        return LookFile(str(stored["name"]), _with_masks(Look.from_json(stored["look"]), masks), styles)
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise WindowError(f"{path.name} holds no look. Choose a file that Impasto has saved.") from error


def _stored(entry: StyleEntry) -> dict[str, str]:
    plain = {"key": entry.key, "name": entry.name}
    if not entry.bundled:
        path = Path(entry.path)
        plain |= {"suffix": path.suffix, "picture": _content(path)}
    return plain


def _entry(stored: dict[str, str], folder: Path) -> StyleEntry:
    if "picture" not in stored:
        return StyleEntry(stored["key"], stored["name"], "", bundled=True)
    suffix = stored["suffix"] if stored["suffix"][1:].isalnum() else ""
    data = base64.b64decode(stored["picture"], validate=True)
    return keep_picture(folder, data, stored["name"], suffix)


def _masks_of(look: Look) -> dict[str, Path]:
    """The files of its masks, by their names in the file: no path of this machine goes with it."""
    files = dict.fromkeys(MaskText.read(region.mask).file for region in look.regions)
    there = [file for file in files if file is not None and file.is_file()]
    for file in there:
        if file.stat().st_size > LARGEST_MASK:
            raise WindowError(
                f"The mask {file.name} is too large to be saved with the look. Choose one of at most "
                f"{LARGEST_MASK >> 20} MB."
            )
    return {f"mask{number}{file.suffix}": file for number, file in enumerate(there)}


def _with_masks(look: Look, files: Mapping[Path, Path]) -> Look:
    """The look with other files for its masks, where there are any."""
    regions = []
    for region in look.regions:
        mask = MaskText.read(region.mask)
        other = files.get(mask.file) if mask.file is not None else None
        regions.append(region if other is None else replace(region, mask=str(mask.with_file(other))))
    return look.with_regions(tuple(regions))


def _kept_mask(name: str, data: str) -> Path:
    suffix = Path(name).suffix
    content = base64.b64decode(data, validate=True)
    return Path(keep_picture(masks_folder(), content, "", suffix if suffix[1:].isalnum() else "").path)


def _content(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")
