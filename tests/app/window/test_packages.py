"""The window's folders: imported through their packages only; shown without the engine's libraries."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted((ROOT / "app").rglob("*.py"))
}
"""Name of each module of `app` -> its file."""


def imported_by(module: str) -> set[str]:
    """The modules of `app` that one of them imports, also inside functions and for type checkers."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (names & FILES.keys()) or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & FILES.keys() - {module}


@pytest.mark.parametrize("module", FILES)
def test_what_lies_in_a_folder_is_imported_through_its_package(module: str) -> None:
    own = module.split(".")[:3]
    for name in imported_by(module):
        parts = name.split(".")
        inside = parts[:2] == ["app", "window"] and len(parts) > 3
        assert not inside or parts[:3] == own, f"{module} reaches past {'.'.join(parts[:3])}: {name}"


def test_the_window_is_imported_without_the_engines_libraries() -> None:
    code = "import sys, app.window.main_window; print(*{name.split('.')[0] for name in sys.modules})"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(run.stdout.split()) & {"torch", "cv2", "av", "numpy", "PIL", "openvino"}
