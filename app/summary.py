"""What is said when files are painted: how long it took, what held it up, and what would help."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine import Address, Reading

STAGES: Final[dict[str, tuple[str, ...]]] = {
    "decode": ("decode",),
    "style": ("fit", "masks", "upload", "network", "download", "steady", "restore"),
    "encode": ("encode",),
}
"""The stages a person can tell apart, and what the meter counts of each."""

SHORT: int = 10
"""Frames: of fewer, most of the time is the start, and nothing is said of what holds them up."""

BUSY: float = 0.85
"""A stage that works so much of the time holds up the others."""

HELP: Final[dict[str, str]] = {
    "decode": "reading the source; a source of a smaller size, or one that is less compressed, would help",
    "style": "painting; a smaller --render-size, which is enlarged along the edges, or a GPU would help",
    "steady": "holding flicker back; a smaller --render-size would help, or --smoothing 0, with flicker",
    "encode": "encoding; a faster --encoder (see `impasto devices`; h264_nvenc on an NVIDIA GPU) would help",
}


def summary(output: "Path | Address", reading: "Reading") -> str:
    """A few lines about a painted file."""
    painted = reading.frames - reading.kept
    mean = painted / reading.seconds if reading.seconds else 0.0
    if reading.frames == 1:
        return f"{output}: painted in {reading.seconds:.1f} s"
    lines = [f"{output}: {painted} frames in {reading.seconds:.1f} s ({mean:.1f} frames/s)"]
    if reading.kept:
        lines[0] += f", after {reading.kept} of an earlier run"
    if painted > 1:
        shares = ", ".join(f"{stage} {busy:.1f}" for stage, busy in stage_seconds(reading).items())
        lines.append(f"  seconds of work, side by side: {shares}")
    if painted >= SHORT:
        lines.append(f"  {bottleneck(reading)}")
    return "\n".join(lines)


def stage_seconds(reading: "Reading") -> dict[str, float]:
    """Seconds of work in each of `STAGES`."""
    return {stage: sum(reading.busy.get(part, 0.0) for part in parts) for stage, parts in STAGES.items()}


def bottleneck(reading: "Reading") -> str:
    """What held it up, and what would help, in one sentence."""
    seconds = stage_seconds(reading)
    stage = max(seconds, key=lambda name: seconds[name])
    share = min(1.0, seconds[stage] / reading.seconds) if reading.seconds else 0.0
    if share < BUSY:
        return (
            f"no stage was busy all the time (the most: {stage}, {share:.0%}): they share the processor; "
            "more cores, or a GPU, would help"
        )
    steadied = stage == "style" and reading.busy.get("steady", 0.0) > seconds[stage] / 2
    return f"held up by {HELP['steady' if steadied else stage]} ({stage} was busy {share:.0%} of the time)"
