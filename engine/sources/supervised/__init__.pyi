"""A live source, supervised from a thread of its own, and opened again when it fails."""

from .open_worker import Opener as Opener, abandoned_readers as abandoned_readers
from .source import SupervisedSource as SupervisedSource
from .status import SourceStatus as SourceStatus, Timeouts as Timeouts
