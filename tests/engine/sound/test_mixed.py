import numpy as np
import pytest

from engine.sound import RATE, HeardSound, Loudspeaker, MixedSound, Samples
from tests.devices import FakeMicrophone


@pytest.fixture
def taken() -> list[tuple[Samples, float]]:
    return []


def block(value: float, seconds: float, channels: int = 2) -> Samples:
    return np.full((round(seconds * RATE), channels), value, np.float32)


def test_a_film_and_a_voice_are_added_by_their_times(taken: list[tuple[Samples, float]]) -> None:
    loudspeaker, microphone = Loudspeaker(None), FakeMicrophone()
    mixed = MixedSound((HeardSound(loudspeaker), microphone))
    mixed.start(lambda samples, at_s: taken.append((samples, at_s)))
    loudspeaker.tell(block(0.25, 1.0), 50.0)
    microphone._take(block(0.5, 1.0, 1), 50.5)
    loudspeaker.tell(block(0.25, 1.0), 51.0)
    mixed.stop()
    sound = np.concatenate([samples for samples, _ in taken])
    at = [float(sound[round(second * RATE), 1]) for second in (0.2, 0.7, 1.2, 1.7)]
    assert at == pytest.approx([0.25, 0.75, 0.75, 0.25])
    assert taken[0][1] == 50.0
    assert not microphone.listening


def test_what_comes_too_late_is_left_out_and_the_rest_keeps_its_place(
    taken: list[tuple[Samples, float]],
) -> None:
    loudspeaker, microphone = Loudspeaker(None), FakeMicrophone()
    mixed = MixedSound((HeardSound(loudspeaker), microphone))
    mixed.start(lambda samples, at_s: taken.append((samples, at_s)))
    loudspeaker.tell(block(0.25, 2.0), 50.0)
    microphone._take(block(0.5, 2.0, 1), 50.0)
    mixed.stop()
    sound = np.concatenate([samples for samples, _ in taken])
    assert len(sound) == 2 * RATE
    assert sound[RATE, 0] == pytest.approx(0.25)
    assert sound[-1, 0] == pytest.approx(0.75)
