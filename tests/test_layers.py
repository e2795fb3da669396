"""`app -> engine -> models`, never back: the layers as a machine sees them."""

import ast
import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QT = {"PyQt6"}
MEDIA = {"cv2", "av"}
TRITON = {"models.kernels.fused_adain"}
"""Modules that only a machine with Triton can import."""


def modules_of(layer: str) -> list[str]:
    files = (ROOT / layer).rglob("*.py")
    names = (".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files)
    return sorted(name.removesuffix(".__init__") for name in names if not name.endswith("__main__"))


def imported_with(modules: list[str]) -> set[str]:
    """Top-level names in `sys.modules` after importing these modules in a fresh interpreter."""
    code = f"import importlib, sys\nfor m in {modules}: importlib.import_module(m)\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in run.stdout.split()}


def imports_in(file: Path) -> set[str]:
    """Full names of all that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_models_know_no_media_no_window_and_no_engine() -> None:
    left_out = set() if importlib.util.find_spec("triton") else TRITON
    modules = [name for name in modules_of("models") if name not in left_out]
    assert not imported_with(modules) & (QT | MEDIA | {"engine", "app"})


def test_engine_knows_no_window_and_no_app() -> None:
    assert not imported_with(modules_of("engine")) & (QT | {"app"})


def test_the_command_line_starts_without_any_heavy_library() -> None:
    commands = [name for name in modules_of("app") if not name.startswith("app.window")]
    assert not imported_with(commands) & (QT | MEDIA | {"torch", "numpy", "openvino", "rich", "models"})


@pytest.mark.parametrize("file", sorted((ROOT / "app").rglob("*.py")), ids=lambda file: file.stem)
def test_app_knows_only_the_public_names_of_engine(file: Path) -> None:
    for name in imports_in(file):
        top = name.split(".")[0]
        assert top not in MEDIA | {"torch", "models"}, f"{file} imports {name}"
        assert top != "engine" or name == "engine", f"{file} imports the inside of engine: {name}"


@pytest.mark.parametrize("layer", ["engine", "models"])
def test_lower_layers_do_not_import_upwards_even_inside_functions(layer: str) -> None:
    above = {"engine": {"app"}, "models": {"app", "engine"}}[layer] | QT
    for file in (ROOT / layer).rglob("*.py"):
        assert not {name.split(".")[0] for name in imports_in(file)} & above, file


def test_qt_is_imported_under_the_window_only() -> None:
    for file in (ROOT / "app").rglob("*.py"):
        if "window" not in file.parts:
            assert not {name.split(".")[0] for name in imports_in(file)} & QT, file


FOLDERS = sorted(file.parent for file in (ROOT / "engine").rglob("__init__.pyi"))
"""Folders of the engine that list in a stub what others may use; their names are imported when first used."""


def name_of(folder: Path) -> str:
    return ".".join(folder.relative_to(ROOT).parts)


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_every_name_that_a_folder_lists_exists(folder: Path) -> None:
    package = importlib.import_module(name_of(folder))
    names = vars(package)["__all__"]
    assert names == sorted(names)
    assert all(getattr(package, name) is not None for name in names)


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_every_name_in_a_stub_is_one_that_type_checkers_see(folder: Path) -> None:
    tree = ast.parse((folder / "__init__.pyi").read_text(encoding="ascii"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert imports
    assert all(alias.asname == alias.name for node in imports for alias in node.names)


@pytest.mark.parametrize("file", sorted((ROOT / "engine").rglob("*.py*")), ids=lambda file: str(file))
def test_nothing_in_engine_reaches_past_a_folder(file: Path) -> None:
    """A module is imported only from within its folder; others use the names that the folder lists."""
    if file.suffix not in {".py", ".pyi"}:
        return
    for name in imports_in(file):
        folder = ROOT.joinpath(*name.split(".")[:-1])
        assert not name.startswith("engine.") or folder in file.parents, f"{file} imports {name}"


def test_a_photo_is_opened_without_any_video_library() -> None:
    jobs = ["engine.jobs", "engine.stylizer", "engine.pipeline.pipeline", "engine.sources.still"]
    assert not imported_with([*jobs, "engine.sinks.still"]) & {"av", "torch"}
