"""SourceChoice: which source to open, as plain values."""

import pytest

from engine.errors import UsageError
from engine.pipeline.live_sources import plan_source
from engine.sources.choice import SourceChoice


def test_an_unknown_kind_of_source_is_refused() -> None:
    with pytest.raises(UsageError, match="no kind of source"):
        plan_source(SourceChoice("telescope"))  # type: ignore[arg-type]


def test_a_name_for_people_has_no_password() -> None:
    _, name, _ = plan_source(SourceChoice("address", "rtsp://bob:secret@door/1"))
    assert name == "rtsp://door/1"
