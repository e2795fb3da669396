import argparse
import json
from pathlib import Path

import pytest

from app.commands import styles


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    styles.add_parser(parser.add_subparsers())
    args = parser.parse_args(["styles", *arguments])
    return int(args.run(args))


def test_styles_lists_names_and_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    printed = capsys.readouterr().out
    assert "ink-wash" in printed and "rice paper" in printed
    assert "--style ink-wash" in printed


def test_styles_as_json_can_be_opened(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json") == 0
    records = json.loads(capsys.readouterr().out)
    assert len(records) >= 12
    assert all(Path(record["path"]).is_file() for record in records)
