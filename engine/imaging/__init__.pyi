"""What is done to a picture before and after the network: size, colours, temporal filter."""

from .colours import FAINT as FAINT, keep_colors as keep_colors, show_through as show_through
from .guided_enlarging import (
    EDGE as EDGE,
    LARGEST_GAIN as LARGEST_GAIN,
    LEAST_GAIN as LEAST_GAIN,
    UNSURE as UNSURE,
    enlarge_guided as enlarge_guided,
)
from .render_size import (
    DEFAULT_RENDER_SIZE as DEFAULT_RENDER_SIZE,
    RenderSize as RenderSize,
    fitted_size as fitted_size,
)
from .resizing import (
    ENOUGH as ENOUGH,
    SMALLEST_SIDE as SMALLEST_SIDE,
    enlarge as enlarge,
    fit_into as fit_into,
    fit_style_picture as fit_style_picture,
    mirrored as mirrored,
    resize as resize,
    resize_short_side as resize_short_side,
    shrink as shrink,
)
from .temporal_filter import (
    COARSE_MOTION as COARSE_MOTION,
    CUT as CUT,
    FINE_MOTION as FINE_MOTION,
    LOUDEST as LOUDEST,
    QUIETEST as QUIETEST,
    STILLEST as STILLEST,
    STRONGEST as STRONGEST,
    TemporalFilter as TemporalFilter,
)
