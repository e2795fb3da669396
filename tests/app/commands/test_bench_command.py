import json

import pytest

from tests.app.conftest import Run

FIELDS = {
    "network",
    "device",
    "precision",
    "runtime",
    "width",
    "height",
    "stage",
    "p50_ms",
    "p95_ms",
    "frames",
}


def test_json_is_one_list_of_records_with_every_stage(run: Run) -> None:
    result = run("bench", "--sizes", "64x48", "--frames", "3", "--precisions", "float32", "--json")
    records = json.loads(result.out)
    assert all(record.keys() == FIELDS for record in records)
    assert [record["stage"] for record in records] == ["upload", "network", "download", "decode", "encode"]
    assert all(record["frames"] == 3 and record["p50_ms"] <= record["p95_ms"] for record in records)


def test_every_combination_that_can_run_is_measured_and_the_others_are_named(run: Run) -> None:
    result = run(
        "bench",
        "--sizes",
        "64x48",
        "--frames",
        "1",
        "--precisions",
        "float32,float16",
        "--runtimes",
        "openvino,torch",
    )
    assert result.code == 0
    assert result.out.count("network") == 1 + 2
    assert result.err.count("left out small, auto, float16") == 2


def test_the_table_names_the_size(run: Run) -> None:
    assert "64x48" in run("bench", "--sizes", "64x48", "--frames", "1", "--precisions", "float32").out


def test_a_size_that_is_none_is_refused(run: Run) -> None:
    result = run("bench", "--sizes", "large")
    assert result.code == 2
    assert "WIDTHxHEIGHT" in result.complaint


def test_a_size_beyond_any_memory_is_refused(run: Run) -> None:
    result = run("bench", "--sizes", "999999x999999")
    assert result.code == 2
    assert "7680x4320" in result.complaint


def test_the_bench_of_a_gpu_can_be_rehearsed_without_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.bench.gpu.STYLE_SIDE", 64)
    monkeypatch.setattr("engine.bench.gpu.FILE_FRAMES", 8)
    options = ("--networks", "small", "--sizes", "64x48", "--frames", "2")
    result = run("bench", "--cuda", "--devices", "cpu", *options, "--json")
    records = json.loads(result.out)
    paths = {"device", "host", "live", "file, libx264", "file on the device, libx264"}
    paths.add("file on the device, smoothed, libx264")
    assert {record["path"] for record in records} == paths
    assert all(record["frames_per_s"] > 0 and record["times_floor"] > 0 for record in records)
    assert "small 64x48 cuda, host:" in result.err


def test_the_bench_of_a_gpu_says_what_is_missing(run: Run) -> None:
    result = run("bench", "--cuda", "--devices", "cuda")
    assert result.code == 1
    assert "'cuda' cannot be used here" in result.complaint
