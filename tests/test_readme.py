"""What README promises is tried."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_commands_of_readme_exist() -> None:
    from app.cli import COMMANDS

    named = set(re.findall(r"(?:run\.py|`impasto) ([a-z-]+)", README))
    assert named
    assert named <= set(COMMANDS)


def test_the_test_command_is_the_one_that_decides() -> None:
    commands = [line for line in README.splitlines() if line.endswith("-m pytest")]
    assert len(commands) == 1
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["docs/architecture.md", "docs/window.md", "CONTRIBUTING.md"])
def test_every_module_that_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    modules = [f"/{file.relative_to(ROOT).as_posix()}" for file in ROOT.glob("[aemrt]*/**/*.py")]
    modules.append("/run.py")
    missing = [
        name
        for name in re.findall(r"[\w/]+\.py\b", text)
        if not any(module.endswith(f"/{name}") for module in modules)
    ]
    assert not missing
