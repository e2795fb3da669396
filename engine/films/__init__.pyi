"""Films: how they stay in a device's memory from their decoder to their encoder."""

from .on_device import FilmOnDevice as FilmOnDevice, open_on_device as open_on_device
