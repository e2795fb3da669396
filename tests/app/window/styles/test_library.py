"""The person's styles on disk."""

import json
from pathlib import Path

from app.window.styles.library import FILE, Library, StyleEntry, keep_picture

BUNDLED = [StyleEntry(name, name, f"/{name}.jpg", bundled=True) for name in ("ink", "oil", "neon")]


def keys(library: Library) -> list[str]:
    return [entry.key for entry in library.entries]


def test_order_names_and_favourites_are_remembered(tmp_path: Path) -> None:
    library = Library(tmp_path, BUNDLED)
    library.reorder(["neon", "ink", "oil"])
    library.rename("oil", "  Thick oil ")
    library.set_favourite(True, "oil")
    again = Library(tmp_path, BUNDLED)
    assert keys(again) == ["oil", "neon", "ink"]
    assert again.entries[0].name == "Thick oil"


def test_an_empty_name_changes_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path, BUNDLED)
    library.rename("ink", "  ")
    assert library.entries[0].name == "ink"


def test_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    library = Library(tmp_path, BUNDLED)
    for name in ("Mine", "Mine again"):
        library.add(keep_picture(tmp_path, b"picture", name, ".png"))
    assert len(library.entries) == 4


def test_two_windows_keep_each_others_styles(tmp_path: Path) -> None:
    one, other = Library(tmp_path, BUNDLED), Library(tmp_path, BUNDLED)
    one.add(keep_picture(tmp_path, b"mine", "Starry night", ".jpg"))
    other.add(keep_picture(tmp_path, b"yours", "Sunflowers", ".jpg"))
    one.set_favourite(True, "oil")
    names = [entry.name for entry in Library(tmp_path, BUNDLED).entries if not entry.bundled]
    assert names == ["Starry night", "Sunflowers"]


def test_a_removed_picture_can_come_back_and_leaves_the_disk_at_the_next_start(tmp_path: Path) -> None:
    library = Library(tmp_path, BUNDLED)
    entry = library.add(keep_picture(tmp_path, b"picture", "Mine", ".png"))
    before = library.snapshot()
    library.remove(entry.key)
    assert keys(library) == ["ink", "oil", "neon"]
    library.put_back(before)
    assert keys(library) == ["ink", "oil", "neon", entry.key] and Path(entry.path).exists()
    library.remove(entry.key)
    Library(tmp_path, BUNDLED)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_what_was_added_after_a_snapshot_stays_when_it_is_put_back(tmp_path: Path) -> None:
    library = Library(tmp_path, BUNDLED)
    before = library.snapshot()
    entry = library.add(keep_picture(tmp_path, b"picture", "Mine", ".png"))
    library.remove("ink")
    library.put_back(before)
    assert keys(library) == ["ink", "oil", "neon", entry.key]


def test_groups_are_remembered(tmp_path: Path) -> None:
    Library(tmp_path, BUNDLED).set_group(" Evening ", "oil", "neon")
    library = Library(tmp_path, BUNDLED)
    assert library.groups == ("Evening",)
    assert [entry.group for entry in library.entries] == ["", "Evening", "Evening"]


def test_a_removed_bundled_style_can_come_back(tmp_path: Path) -> None:
    Library(tmp_path, BUNDLED).remove("oil")
    library = Library(tmp_path, BUNDLED)
    assert keys(library) == ["ink", "neon"]
    library.restore_bundled()
    assert keys(library) == ["ink", "oil", "neon"]


def test_a_bundled_style_follows_the_program_when_it_moves(tmp_path: Path) -> None:
    Library(tmp_path, BUNDLED).rename("oil", "Thick")
    moved = [StyleEntry("oil", "oil", "/elsewhere/oil.jpg", bundled=True)]
    library = Library(tmp_path, moved)
    assert [(entry.name, entry.path) for entry in library.entries] == [("Thick", "/elsewhere/oil.jpg")]


def test_a_picture_that_was_deleted_is_not_shown(tmp_path: Path) -> None:
    entry = Library(tmp_path, BUNDLED).add(keep_picture(tmp_path, b"picture", "Mine", ".png"))
    Path(entry.path).unlink()
    assert keys(Library(tmp_path, BUNDLED)) == ["ink", "oil", "neon"]


def test_a_damaged_list_is_begun_again_with_what_is_in_the_folder(tmp_path: Path) -> None:
    entry = Library(tmp_path, BUNDLED).add(keep_picture(tmp_path, b"picture", "Mine", ".png"))
    for damaged in ("", "{", "[1]", json.dumps([{"wrong": 1}])):
        (tmp_path / FILE).write_text(damaged)
        assert entry.key in keys(Library(tmp_path, BUNDLED))
