"""A bay at evening, drawn by code: what the test pattern shows and the demo paints."""

import numpy as np

from engine.artwork.scene.backdrop import Clouds, draw_land, draw_sky
from engine.artwork.scene.brush import Brush
from engine.artwork.scene.things import draw_balloon, draw_birds, draw_boat, draw_grass, draw_lighthouse
from engine.artwork.scene.water import Water
from engine.frame import Image


class Scene:
    """Draws the bay as it looks at a given moment; the same moment always looks the same.

    What stands still is drawn once, so that a frame of 640x360 costs about 5 ms.
    """

    def __init__(self, width: int, height: int) -> None:
        self._sky = draw_sky(width, height)
        self._clouds = Clouds(width, height)
        self._water = Water(self._sky, width, height)
        self._land = draw_land(width, height)

    def draw(self, seconds: float) -> Image:
        """(H, W, 3) uint8 RGB, a new one each time."""
        image = self._sky.copy()
        self._clouds.drift(image, seconds)
        brush = Brush(image)
        draw_balloon(brush, seconds)
        draw_birds(brush, seconds)
        self._water.flow(image, seconds)
        draw_lighthouse(brush, seconds)
        draw_boat(brush, seconds)
        self._land.lay_on(image)
        draw_grass(brush, seconds)
        return np.ascontiguousarray(image)
