"""What a video file is made of: containers, colour, HDR, sound, encoders."""

from .audio import AudioTracks as AudioTracks
from .colour import (
    FROM_RGB as FROM_RGB,
    RgbConverter as RgbConverter,
    swscale_matrix as swscale_matrix,
    tags_of as tags_of,
)
from .container import open_video_stream as open_video_stream
from .encoders import (
    Encoder as Encoder,
    EncoderState as EncoderState,
    available_encoders as available_encoders,
    choose_encoder as choose_encoder,
    rate_factor as rate_factor,
)
from .hdr import ToneMapper as ToneMapper
