"""Still pictures of every format, in and out."""

from .arrays import as_image as as_image, paint_like as paint_like
from .download import download_picture as download_picture
from .picture import Picture as Picture, content_hash as content_hash, load_picture as load_picture
from .picture_file import (
    FORMATS as FORMATS,
    encode_picture as encode_picture,
    picture_format as picture_format,
    save_picture as save_picture,
    write_part as write_part,
)
from .snapshot import save_snapshot as save_snapshot
