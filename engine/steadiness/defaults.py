"""How much flicker is held back where nobody says how much. Read for help texts, so it imports nothing."""

from typing import Final

LIVE_SMOOTHING: Final = 0.7
"""A good `Settings.smoothing` for live views: flicker is held back, and nothing leaves a trace."""
