import json

from tests.app.conftest import Run


def test_devices_are_listed_with_what_auto_would_choose_and_why(run: Run) -> None:
    result = run("devices")
    assert result.code == 0
    first_words = [line.split()[0] for line in result.out.splitlines()]
    assert first_words == ["cuda", "mps", "cpu", "encoders:", "auto:"]


def test_json_has_the_same_facts(run: Run) -> None:
    facts = json.loads(run("devices", "--json").out)
    assert [device["name"] for device in facts["devices"]] == ["cuda", "mps", "cpu"]
    assert facts["auto"]["runtime"] in ("openvino", "torch")
    assert facts["auto"]["reason"].endswith(".")
    assert {"name": "libx264", "works": True, "reason": ""} in facts["encoders"]
