"""What the window stores from one run to the next."""

import pytest

from app.window.bridge.settings_store import SettingsStore
from engine import SourceChoice


def test_a_stored_source_comes_back(store: SettingsStore) -> None:
    choice = SourceChoice("camera", "usb-1", "Desk camera")
    store.put_source(choice)
    assert store.source == choice


def test_a_source_stored_by_an_older_release_is_still_read(store: SettingsStore) -> None:
    store.put("place", '{"kind": "video", "where": "/films/a.mp4", "name": "a.mp4"}')
    assert store.source == SourceChoice("video", "/films/a.mp4", "a.mp4")


@pytest.mark.parametrize("text", ["", "{}", '{"kind": "moon"}', "[]", "null", '{"kind": []}'])
def test_a_damaged_source_is_none(store: SettingsStore, text: str) -> None:
    store.put("place", text)
    assert store.source is None
