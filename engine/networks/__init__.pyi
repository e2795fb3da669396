"""Networks: which there are, how to get those that do not come with Impasto, and which one paints."""

from .choice import (
    FAST_CPU_CORES as FAST_CPU_CORES,
    FAST_GPU_MULTIPROCESSORS as FAST_GPU_MULTIPROCESSORS,
    Work as Work,
    network_for as network_for,
)
from .listing import (
    DEFAULT_NETWORK as DEFAULT_NETWORK,
    NetworkInfo as NetworkInfo,
    find_network as find_network,
    get_network as get_network,
    list_networks as list_networks,
)
