"""Sound: microphones, the sound of films that play, where it is heard, and its beats."""

from .beats import Beats as Beats, beats_of as beats_of, find_beats as find_beats
from .film import FilmSound as FilmSound
from .heard import HeardSound as HeardSound
from .loudspeaker import Loudspeaker as Loudspeaker
from .microphone import (
    Microphone as Microphone,
    SystemMicrophone as SystemMicrophone,
    list_microphones as list_microphones,
)
from .mixed import MixedSound as MixedSound
from .output import SoundOutput as SoundOutput, SystemOutput as SystemOutput
from .samples import RATE as RATE, Samples as Samples
