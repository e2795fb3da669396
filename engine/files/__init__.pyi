"""Results on disk: written beside their place under a name of their own, by one run at a time."""

from .inputs import check_inputs_are_kept as check_inputs_are_kept
from .part_file import PartFile as PartFile
from .parts import (
    is_part as is_part,
    leftovers as leftovers,
    parts_of as parts_of,
)
from .whole import write_whole as write_whole
