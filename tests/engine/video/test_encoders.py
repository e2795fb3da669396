import sys

import pytest

from engine.errors import UsageError
from engine.video.encoders import available_encoders, choose_encoder, rate_factor


def test_auto_is_libx264() -> None:
    encoder, warning = choose_encoder("auto", (64, 48))
    assert encoder.name == "libx264" and warning is None


@pytest.mark.parametrize("size", [(2, 2), (66, 50), (4096, 16)])
def test_libx264_opens_at_odd_places(size: tuple[int, int]) -> None:
    assert choose_encoder("libx264", size)[0].name == "libx264"


def test_unknown_encoder_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r'no encoder "cinepak".*libx264.*h264_nvenc'):
        choose_encoder("cinepak", (64, 48))


def test_encoder_that_does_not_open_says_why() -> None:
    unable = "h264_amf" if sys.platform == "darwin" else "h264_videotoolbox"
    encoder, warning = choose_encoder(unable, (256, 256))
    assert encoder.name == "libx264"
    assert (
        warning is not None and f"{unable} does not open here (" in warning and "libx264 is used" in warning
    )


def test_size_an_encoder_refuses_is_found_out_before_the_first_frame() -> None:
    encoder, warning = choose_encoder("libx265", (2, 2))
    assert encoder.name == "libx264" and warning is not None


def test_list_of_encoders_tells_which_work_and_why_not() -> None:
    states = {state.name: state for state in available_encoders()}
    assert states["libx264"].works and states["libx265"].works
    assert all(bool(state.reason) != state.works for state in states.values())


def test_an_encoder_that_is_opened_says_nothing_besides(capfd: pytest.CaptureFixture[str]) -> None:
    choose_encoder("libsvtav1", (256, 256))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("quality", "factor"), [(0, 42), (50, 26), (75, 18), (100, 10)])
def test_quality_is_a_rate_factor(quality: int, factor: int) -> None:
    assert rate_factor(quality) == factor


@pytest.mark.parametrize("quality", [-1, 101])
def test_quality_out_of_range_is_refused(quality: int) -> None:
    with pytest.raises(UsageError, match=f"Quality {quality} is out of range"):
        rate_factor(quality)
