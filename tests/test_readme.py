"""What README promises is tried."""

import re
from pathlib import Path

import pytest
from PIL import Image as Pillow

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_example_paints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("painting.jpg", "photo.jpg"):
        Pillow.effect_mandelbrot((80, 64), (-2.2, -1.5, 1, 1.5), 40).convert("RGB").save(name)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    with Pillow.open("painted.png") as painted:
        assert painted.size == (80, 64)


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
