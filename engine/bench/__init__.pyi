"""How fast this machine paints: stages, whole frames, from capture to screen, and all ways on a GPU."""

from .gpu import GPU_SIZES as GPU_SIZES, GpuBench as GpuBench
from .machine import describe_machine as describe_machine
from .painting import (
    PaintRecord as PaintRecord,
    bench_live as bench_live,
    bench_painting as bench_painting,
)
from .record import BenchRecord as BenchRecord, Size as Size
from .speed import Floor as Floor, SpeedRecord as SpeedRecord
from .stages import bench_coding as bench_coding, bench_network as bench_network
from .subjects import GPU_NETWORKS as GPU_NETWORKS
