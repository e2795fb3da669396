"""What a video file is made of: containers, colour, HDR, sound, encoders."""

from .colour import (
    FROM_RGB as FROM_RGB,
    RgbConverter as RgbConverter,
    is_transparent as is_transparent,
    swscale_matrix as swscale_matrix,
    tags_of as tags_of,
)
from .container import (
    as_fraction as as_fraction,
    chapters_of as chapters_of,
    open_video_stream as open_video_stream,
    start_of as start_of,
)
from .deinterlace import Deinterlacer as Deinterlacer
from .device_video import DeviceVideo as DeviceVideo
from .encoders import (
    Encoder as Encoder,
    EncoderState as EncoderState,
    available_encoders as available_encoders,
    choose_encoder as choose_encoder,
    rate_factor as rate_factor,
    scheduling_kept as scheduling_kept,
)
from .formats import (
    FORMATS as FORMATS,
    OutputFormat as OutputFormat,
    output_format as output_format,
)
from .hdr import ToneMapper as ToneMapper
from .kept_tracks import KeptTracks as KeptTracks
from .muxers import (
    MUXER_OPTIONS as MUXER_OPTIONS,
    longest_gap as longest_gap,
    movie_timescale as movie_timescale,
)
