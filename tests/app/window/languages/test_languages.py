"""The window in other languages: nothing left out, nothing cut off, the right way round."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QApplication, QScrollArea, QWidget

from app.regions import RegionChoice
from app.window.keys import KeysDialog
from app.window.languages import LANGUAGES, use_language
from app.window.languages.catalogue import Catalogue, read_texts
from app.window.languages.texts import find_texts
from app.window.languages.update import write_texts
from app.window.main_window import MainWindow
from tests.app.window.conftest import COLORS, Maker
from tests.app.window.shown_texts import cut_off, texts_of

TRANSLATED = [code for code in LANGUAGES if code != "en"]

OPEN, CLOSE = "⟦", "⟧"
"""Around every text of the pseudo-locale."""

NAMES = {name.capitalize() for name in COLORS} | set(LANGUAGES.values())
"""Names, which are the same in every language."""

NO_WORDS = re.compile(
    r"auto|MIDI|(?:CPU|CUDA|MPS) · .*|[\d.]+ (?:s|px|%)|Red \d+ %"
    r"|[\d\W]*|.*\.mp4|MP4|MOV|MKV|WEBM|GIF|Impasto|[A-Z]|F\d+"
    r"|(?:Ctrl|Shift|Tab|Esc|Del|Return|Space)"
)
"""Numbers, names of formats and of keys."""


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    before = qapp.layoutDirection()
    yield qapp
    for catalogue in qapp.findChildren(Catalogue):
        qapp.removeTranslator(catalogue)
        catalogue.deleteLater()
    qapp.setLayoutDirection(before)


@pytest.fixture
def pseudo(application: QApplication) -> None:
    """A language in which every text is a third longer and stands in brackets."""
    texts = {("", text): f"{OPEN}{text}{'~' * (len(text) // 3)}{CLOSE}" for text in find_texts()}
    application.installTranslator(Catalogue(texts, application))


def open_everything(window: MainWindow) -> list[QWidget]:
    """The window with all its panels, and its dialogs."""
    window.look_panel.controls.advanced.set_open(True)
    two = (RegionChoice("circle,seconds=9", "red", 0.5, 2.0), RegionChoice("/masks/A.mp4", "red"))
    window.looks.apply(window.looks.look.with_regions(two))
    window.look_panel.regions.box.more.set_open(True)
    window.styles.browse.select.setChecked(True)
    window.actions_by_key["all_styles"].setChecked(True)
    window.preferences.show()
    window.actions_by_key["keys"].trigger()
    dialogs = [*window.findChildren(KeysDialog), window.preferences.dialog]
    QApplication.processEvents()
    return [window, *(dialog for dialog in dialogs if dialog is not None)]


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated(code: str) -> None:
    known = {source for _, source in read_texts(code)}
    assert [text for text in find_texts() if text not in known] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_what_is_filled_in(code: str) -> None:
    for (_, source), text in read_texts(code).items():
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", text)), source


def test_an_update_keeps_translations_and_says_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "xx.ts"
    assert write_texts(file, "xx", ["Undo", "Redo & more"], {"Undo": "Zurück"}) == ["Redo & more"]
    body = file.read_text(encoding="utf-8")
    assert "<translation>Zurück</translation>" in body and 'type="unfinished"' in body


def test_no_text_is_left_out_of_the_translation(pseudo: None, make_window: Maker) -> None:
    left_out = {
        f"{where}: {text}"
        for window in open_everything(make_window())
        for text, where in texts_of(window)
        if where != "KeyCap"  # Qt has the names of keys, in its own catalogues
        and not text.startswith(OPEN)
        and text not in NAMES
        and not NO_WORDS.fullmatch(text)
    }
    assert left_out == set()


def test_no_text_is_cut_off_when_it_is_a_third_longer(pseudo: None, make_window: Maker) -> None:
    windows = open_everything(make_window())
    windows[0].resize(1280, 800)
    QApplication.processEvents()
    assert [text for window in windows for text in cut_off(window)] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_text_is_cut_off_in_a_real_language(
    code: str, application: QApplication, make_window: Maker
) -> None:
    use_language(application, code)
    windows = open_everything(make_window())
    windows[0].resize(1280, 800)
    QApplication.processEvents()
    assert [text for window in windows for text in cut_off(window)] == []


@pytest.mark.parametrize("code", ["en", *TRANSLATED])
def test_no_panel_is_wider_than_its_room(code: str, application: QApplication, make_window: Maker) -> None:
    use_language(application, code)
    pages = make_window().arrangement.pages
    for number in range(pages.count()):
        pages.setCurrentIndex(number)
        QApplication.processEvents()
        area = pages.widget(number)
        assert isinstance(area, QScrollArea)
        inside, room = area.widget(), area.viewport()
        assert inside is not None and room is not None
        assert inside.width() <= room.width()


def test_in_arabic_the_bar_of_a_message_stands_clear_of_its_text(
    application: QApplication, make_window: Maker
) -> None:
    use_language(application, "ar")
    message = make_window().messages.say("Sound needs a package.", stays=True)
    QApplication.processEvents()
    assert message.label.geometry().right() <= message.width() - 20


def test_arabic_is_laid_out_from_right_to_left(application: QApplication, make_window: Maker) -> None:
    use_language(application, "ar")
    window = make_window()
    assert application.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def left_of(widget: QWidget) -> int:
        return widget.mapTo(window, QPoint(0, 0)).x()

    assert left_of(window.look_panel) < left_of(window.preview)
    assert left_of(window.sources.button) > left_of(window.arrangement.header.menu_button)
    assert window.actions_by_key["undo"].text() == "تراجع"


def test_an_unknown_language_is_english(application: QApplication) -> None:
    assert use_language(application, "tlh") in LANGUAGES
