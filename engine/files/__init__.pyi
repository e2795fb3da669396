"""Results on disk: written beside their place under a name of their own, by one run at a time."""

from .inputs import check_inputs_are_kept as check_inputs_are_kept
from .journal import (
    Entry as Entry,
    Journal as Journal,
    packets_of as packets_of,
    read_journal as read_journal,
)
from .part_file import PartFile as PartFile
from .parts import (
    has_journal as has_journal,
    is_part as is_part,
    journal_of as journal_of,
    journals_beside as journals_beside,
    leftovers as leftovers,
    parts_of as parts_of,
)
from .recipe import recipe_of as recipe_of
from .whole import write_whole as write_whole
