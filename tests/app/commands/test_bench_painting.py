"""`bench --compare` and `bench --live`: whole frames."""

import json
import re

import pytest

from engine import PaintRecord, bench_live, bench_painting, describe_machine
from tests.app.conftest import Run
from tests.fakes import FakeRuntime, fake_stylizer

FEW = ("--sizes", "192x128", "--frames", "2", "--precisions", "float32")


def test_the_comparison_is_a_table_with_the_machine_and_each_way_to_paint(run: Run) -> None:
    lines = run("bench", "--compare", *FEW).out.strip().splitlines()
    assert lines[: len(describe_machine())] == list(describe_machine())
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| small")]
    assert [row[4] for row in rows] == ["full size", "96, guided", "96, plain", "64, guided"]
    assert all(float(row[5]) > 0 for row in rows)
    assert {len(line.split("|")) for line in lines if line.startswith("|")} == {9}


def test_the_live_bench_tells_the_latency_with_and_without_guided_enlarging(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.bench.painting.SETTLE_S", 0.5)
    records = json.loads(run("bench", "--live", *FEW, "--frames", "25", "--json").out)
    assert [record["enlarge"] for record in records] == ["", ""]  # 192 pixels are painted at full size
    for record in records:
        assert 0 < record["latency_p50_ms"] <= record["latency_p95_ms"]


def test_live_and_compare_do_not_go_together(run: Run) -> None:
    result = run("bench", "--live", "--compare")
    assert result.code == 2
    assert "not allowed with" in result.complaint


def test_a_record_says_what_was_enlarged_and_how() -> None:
    runtime = FakeRuntime()
    record = bench_painting(fake_stylizer(runtime), (320, 160), 64, "plain", frames=3)
    assert (record.width, record.height, record.render_size, record.enlarge) == (320, 160, 64, "plain")
    assert set(runtime.seen_sizes) == {(64, 32)}
    assert record.rate > 0


def test_the_live_bench_follows_the_render_size_it_is_given() -> None:
    sizes = iter([320, 320, 64])
    record = bench_live(
        fake_stylizer(), (320, 160), lambda _: next(sizes, 64), "guided", seconds=0.5, settle_s=0.5
    )
    assert (record.render_size, record.enlarge) == (64, "guided")
    assert record.rate == pytest.approx(30, rel=0.2)
    assert isinstance(record, PaintRecord)
    assert record.latency_p50_ms is not None and record.latency_p50_ms < 1000


def test_the_machine_is_described_by_its_processor_and_versions() -> None:
    text = "\n".join(describe_machine())
    assert re.search(r"\d+ cores", text)
    assert "Python 3" in text
    assert "torch" in text
