"""How frames pass from one thread to the next: the newest only (live), or every one in order (offline)."""

from abc import ABC, abstractmethod
from collections import deque
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class Channel(ABC, Generic[T]):
    """One producer, one consumer. After `close` the consumer still gets what is left, then None.

    `put` and `get` never wait for ever: `cancel` lets both go at once and drops what is inside.
    """

    def __init__(self) -> None:
        self._items: deque[T] = deque()
        self._changed = Condition()
        self._closed = False

    @abstractmethod
    def put(self, item: T) -> bool:
        """Hand over an item. False: the channel is closed and the item was not taken."""

    def get(self, timeout_s: float | None = None) -> T | None:
        """Take the oldest item, waiting for one.

        Returns:
            None when the channel is closed and empty (`finished` is then True), or at the time-out.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._closed, timeout_s)
            if not self._items:
                return None
            item = self._items.popleft()
            self._changed.notify_all()
            return item

    @property
    def finished(self) -> bool:
        """True when closed and empty: no item will ever come."""
        with self._changed:
            return self._closed and not self._items

    def close(self) -> None:
        """The producer has no more items."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def cancel(self) -> None:
        """Close, and drop what is inside. Any thread may call it."""
        with self._changed:
            self._closed = True
            self._items.clear()
            self._changed.notify_all()


class LatestSlot(Channel[T]):
    """Holds one item; a new one replaces it. The producer never waits (live: a late frame is worthless)."""

    def __init__(self) -> None:
        super().__init__()
        self.dropped = 0
        """Items replaced before they were taken."""

    def put(self, item: T) -> bool:
        """Replace what is inside."""
        with self._changed:
            if self._closed:
                return False
            self.dropped += len(self._items)
            self._items.clear()
            self._items.append(item)
            self._changed.notify_all()
            return True


class BoundedQueue(Channel[T]):
    """Holds up to `size` items in order; the producer waits for room (offline: every frame is kept).

    With `waits` off the producer never waits: an item that finds no room is dropped.
    """

    def __init__(self, size: int, *, waits: bool = True) -> None:
        super().__init__()
        self.size = size
        """Items it can hold."""
        self.dropped = 0
        """Items that found no room."""
        self._waits = waits

    def put(self, item: T) -> bool:
        """Append, waiting for room, or drop."""
        with self._changed:
            if self._waits:
                self._changed.wait_for(lambda: len(self._items) < self.size or self._closed)
            if self._closed:
                return False
            if len(self._items) >= self.size:
                self.dropped += 1
                return True
            self._items.append(item)
            self._changed.notify_all()
            return True
