"""What the app is told about networks."""

from pathlib import Path

import pytest

from engine.errors import ModelError, UsageError
from engine.networks import get_network, list_networks


def test_the_default_network_comes_first_and_is_there() -> None:
    first = list_networks()[0]
    assert first.name == "small" and first.installed
    assert first.size_bytes is not None and first.size_bytes > 1_000_000


def test_every_network_tells_its_licence_and_where_it_is_from() -> None:
    assert all(network.licence and network.source and network.title for network in list_networks())


def test_a_network_that_is_not_installed_says_so() -> None:
    (paper,) = [network for network in list_networks() if network.name == "paper"]
    assert not paper.installed and paper.size_bytes is None


def test_getting_a_bundled_network_gives_its_files() -> None:
    (path,) = get_network("compact")
    assert path.is_file()


def test_getting_an_unknown_network_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="did you mean 'paper'"):
        get_network("papers")


def test_getting_from_a_folder_without_the_files_names_the_first(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"vgg_normalised\.pth is not in"):
        get_network("paper", tmp_path)
