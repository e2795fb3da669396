"""How fast this machine paints: milliseconds per frame and stage."""

from .record import BenchRecord as BenchRecord, Size as Size
from .stages import bench_coding as bench_coding, bench_network as bench_network
