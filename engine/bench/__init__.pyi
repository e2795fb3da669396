"""How fast this machine paints: ms per frame and stage, whole frames, and from capture to screen."""

from .machine import describe_machine as describe_machine
from .painting import (
    PaintRecord as PaintRecord,
    bench_live as bench_live,
    bench_painting as bench_painting,
)
from .record import BenchRecord as BenchRecord, Size as Size
from .stages import bench_coding as bench_coding, bench_network as bench_network
