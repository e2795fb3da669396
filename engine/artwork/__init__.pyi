"""What draws the bundled style pictures and the demo scene; no frame of a person's passes through here."""

from .bundled import (
    BundledStyle as BundledStyle,
    bundled_styles as bundled_styles,
    find_style as find_style,
    studied_folder as studied_folder,
    style_file as style_file,
)
from .scene import Scene as Scene
