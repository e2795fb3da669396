"""Figures of each pair, and the comparison of two evaluations."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.evaluation.pairs import (
    PairFigures,
    mean_figures,
    read_pairs,
    read_preference,
    share_ahead,
    write_figures,
)

FIRST = PairFigures("c0.png", "s0.png", 0.9, 2.0, 0.5, -10.0, 0.02, 0.1, 1.2)
PAIRS = [("c0.png", "s0.png"), ("c0.png", "s1.png")]
OURS = [FIRST, replace(FIRST, style_file="s1.png", preference=-12.0)]


def test_share_ahead_counts_the_pairs_with_a_higher_e(tmp_path: Path) -> None:
    write_figures([replace(each, preference=-11.0) for each in OURS], tmp_path / "pairs.csv")
    for written in (tmp_path, tmp_path / "pairs.csv"):
        assert share_ahead(OURS, read_preference(written, PAIRS)) == 0.5


def test_a_missing_pair_is_named(tmp_path: Path) -> None:
    write_figures(OURS[:1], tmp_path / "pairs.csv")
    with pytest.raises(UsageError, match=r"no c0\.png with s1\.png"):
        read_preference(tmp_path, PAIRS)


def test_means_are_arithmetic_but_of_weave() -> None:
    means = mean_figures([*OURS, replace(OURS[0], weave=9.6), replace(OURS[0], weave=9.6)])
    assert means["preference"] == pytest.approx(-10.5)
    assert means["weave"] == pytest.approx((1.2 * 9.6) ** 0.5)


@pytest.mark.parametrize(
    "text", [None, "content,style\nc0.png,s0.png\n", "content_file,style_file,preference\na,b,\n"]
)
def test_what_is_no_evaluation_is_refused(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "pairs.csv").write_text(text)
    with pytest.raises(UsageError, match="--against"):
        read_preference(tmp_path / "pairs.csv", PAIRS)


def test_a_list_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    for name in ("c0.png", "s0.png"):
        (tmp_path / name).touch()
    (tmp_path / "list.csv").write_text("content,style\nc0.png,s0.png\n", encoding="utf-8-sig")
    assert read_pairs(tmp_path / "list.csv", tmp_path, tmp_path) == [("c0.png", "s0.png")]
