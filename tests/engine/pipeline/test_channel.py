import threading

from engine.pipeline.channel import BoundedQueue, LatestSlot


def test_slot_returns_only_the_newest_frame() -> None:
    slot: LatestSlot[int] = LatestSlot()
    for item in (1, 2, 3):
        slot.put(item)
    assert slot.get() == 3
    assert slot.get(timeout_s=0.01) is None


def test_slot_counts_what_it_dropped() -> None:
    slot: LatestSlot[int] = LatestSlot()
    for item in (1, 2, 3):
        slot.put(item)
    assert slot.dropped == 2


def test_queue_keeps_every_item_in_order() -> None:
    queue: BoundedQueue[int] = BoundedQueue(2)

    def produce() -> None:
        for item in range(50):
            queue.put(item)
        queue.close()

    producer = threading.Thread(target=produce)
    producer.start()
    taken = []
    while (item := queue.get()) is not None:
        taken.append(item)
    producer.join()
    assert taken == list(range(50))


def test_queue_makes_the_producer_wait_when_full() -> None:
    queue: BoundedQueue[int] = BoundedQueue(1)
    queue.put(1)
    second_is_in = threading.Event()

    def produce() -> None:
        queue.put(2)
        second_is_in.set()

    producer = threading.Thread(target=produce)
    producer.start()
    assert not second_is_in.wait(0.05)
    assert queue.get() == 1
    assert second_is_in.wait(5)
    producer.join()


def test_closed_channel_gives_what_is_left_then_none() -> None:
    queue: BoundedQueue[int] = BoundedQueue(4)
    queue.put(1)
    queue.close()
    assert not queue.finished
    assert (queue.get(), queue.get()) == (1, None)
    assert queue.finished


def test_closed_channel_refuses_items() -> None:
    slot: LatestSlot[int] = LatestSlot()
    slot.close()
    assert slot.put(1) is False


def test_cancel_lets_a_waiting_producer_go() -> None:
    queue: BoundedQueue[int] = BoundedQueue(1)
    queue.put(1)
    taken: list[bool] = []
    producer = threading.Thread(target=lambda: taken.append(queue.put(2)))
    producer.start()
    queue.cancel()
    producer.join(5)
    assert taken == [False]
    assert queue.finished


def test_cancel_lets_a_waiting_consumer_go() -> None:
    slot: LatestSlot[int] = LatestSlot()
    taken: list[int | None] = []
    consumer = threading.Thread(target=lambda: taken.append(slot.get()))
    consumer.start()
    slot.cancel()
    consumer.join(5)
    assert taken == [None]


def test_a_queue_that_does_not_wait_drops_what_finds_no_room() -> None:
    queue: BoundedQueue[int] = BoundedQueue(2, waits=False)
    assert all(queue.put(item) for item in range(5))
    assert (queue.get(0), queue.get(0), queue.get(0)) == (0, 1, None)
    assert queue.dropped == 3
