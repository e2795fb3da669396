"""Sizes of files and folders, and no import circle: what keeps the folder list readable."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("app", "engine", "models")

MOST_LINES = 300
MOST_MODULES = 15

FILES = sorted(file for layer in LAYERS for file in (ROOT / layer).rglob("*.py"))
FOLDERS = sorted({file.parent for file in FILES})
TESTS = sorted((ROOT / "tests").rglob("*.py"))
OF_TESTS = sorted({file.parent for file in TESTS})


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(file: Path) -> Iterator[tuple[str, str]]:
    """Module and name of each `from layer... import name` in a file, also inside functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in LAYERS:
            yield from ((node.module, alias.name) for alias in node.names)


@cache
def listed(package: str) -> dict[str, str]:
    """The names that a folder's stub lists, and the module each comes from."""
    stub = ROOT.joinpath(*package.split("."), "__init__.pyi")
    tree = ast.parse(stub.read_text(encoding="ascii")) if stub.is_file() else ast.Module([], [])
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.name: f"{package}.{node.module}" for node in imports for alias in node.names}


def defined_in(module: str, name: str) -> str:
    """The module that a name really comes from, through the lists of folders."""
    while name in listed(module):
        module = listed(module)[name]
    inner = ROOT.joinpath(*module.split("."), name)
    return f"{module}.{name}" if inner.is_dir() or inner.with_suffix(".py").is_file() else module


@pytest.mark.parametrize("file", [*FILES, *TESTS], ids=name_of)
def test_no_file_is_long(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES or "artwork" in file.parts


@pytest.mark.parametrize("folder", [*FOLDERS, *OF_TESTS], ids=name_of)
def test_no_folder_holds_many_modules(folder: Path) -> None:
    modules = [file for file in folder.glob("*.py") if not file.name.startswith("__")]
    assert len(modules) <= MOST_MODULES


def test_no_modules_import_each_other_in_a_circle() -> None:
    needs = {name_of(file): {defined_in(*one) for one in imports_of(file)} for file in FILES}
    for module in needs:
        needs[module].discard(module)
    order = list(TopologicalSorter(needs).static_order())  # raises CycleError, which names the circle
    assert set(needs) <= set(order)


def test_every_folder_says_in_one_line_what_lives_there() -> None:
    for folder in FOLDERS:
        text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
        assert text, folder
