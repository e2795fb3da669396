"""Networks: which there are, how to get those that do not come with Impasto, and which one paints files."""

from .choice import FAST_CPU_CORES as FAST_CPU_CORES, network_for_files as network_for_files
from .listing import (
    DEFAULT_NETWORK as DEFAULT_NETWORK,
    NetworkInfo as NetworkInfo,
    find_network as find_network,
    get_network as get_network,
    list_networks as list_networks,
)
