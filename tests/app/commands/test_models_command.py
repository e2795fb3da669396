"""`impasto models`."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands import models as command
from engine.errors import ModelError, UsageError
from models import registry
from tests.models.conftest import described
from tests.models.file_server import FileServer, serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FileServer]:
    """The paper's network consists of one small file, on loopback."""
    monkeypatch.setenv("no_proxy", "*")
    file = tmp_path / "vgg_normalised.pth"
    file.write_bytes(bytes(3_000_000))
    with serving(file.read_bytes()) as server:
        small = replace(registry.PAPER, files=(described(file, server.url),))
        monkeypatch.setattr(registry, "NETWORKS", (registry.COMPACT, small))
        monkeypatch.setattr("engine.networks.listing.NETWORKS", registry.NETWORKS)
        yield server


def models(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["models", *arguments])
    return int(args.run(args))


def test_the_table_names_each_network_and_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert models() == 0
    shown = capsys.readouterr().out
    assert "compact" in shown and "7.6 MB" in shown and "MIT" in shown
    assert "To install: impasto models get paper" in shown


def test_json_lists_every_network(capsys: pytest.CaptureFixture[str]) -> None:
    assert models("--json") == 0
    networks = json.loads(capsys.readouterr().out)
    assert [network["name"] for network in networks] == ["small", "base", "compact", "paper"]
    assert networks[0]["installed"] is True and networks[3]["size_bytes"] is None


def test_get_downloads_and_then_the_list_says_installed(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert models("get", "paper") == 0
    printed = capsys.readouterr()
    assert "paper is installed" in printed.out
    assert printed.err.splitlines()[-1] == "vgg_normalised.pth: 3.0 MB of 3.0 MB"
    models("--json")
    assert json.loads(capsys.readouterr().out)[1]["installed"] is True


def test_get_takes_the_files_from_a_folder(server: FileServer, tmp_path: Path) -> None:
    assert models("get", "paper", "--from", str(tmp_path)) == 0
    assert server.asked == []


def test_a_failed_download_is_the_engines_error(server: FileServer) -> None:
    server.answers = [404]
    with pytest.raises(ModelError, match="404"):
        models("get", "paper")


def test_stopping_a_download_says_that_it_continues(
    server: FileServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("models.download._put", interrupted)
    assert models("get", "paper") == 130
    assert "run it again and it continues" in capsys.readouterr().err


def test_a_terminal_gets_a_bar(
    server: FileServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert models("get", "paper") == 0
    assert "vgg_normalised.pth" in capsys.readouterr().err


def test_export_writes_a_model_that_paints_and_one_that_learns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert models("export", "compact", "--onnx", str(tmp_path / "net.onnx")) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net-style.onnx", "net.onnx"]
    assert "net-style.onnx learns styles" in capsys.readouterr().out


@pytest.mark.parametrize("taken", ["net.onnx", "net-style.onnx"])
def test_export_replaces_no_file_unless_told(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    with pytest.raises(UsageError, match=taken):
        models("export", "compact", "--onnx", str(tmp_path / "net.onnx"))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_export_wants_a_name_that_says_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not end in \.onnx"):
        models("export", "compact", "--onnx", str(tmp_path / "net.pt"))


def test_export_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r'pip install "impasto\[onnx\]"'):
        models("export", "compact", "--onnx", str(tmp_path / "net.onnx"))
    assert not list(tmp_path.iterdir())
