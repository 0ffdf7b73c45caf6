import heapq
import queue
import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass(order=True)
class Item:
    priority: int
    payload: Any = field(compare=False)


jobs = queue.PriorityQueue()
for number, priority in enumerate([3, 1, 2, 1, 3, 2, 1]):
    jobs.put(Item(priority, f"job{number}"))
print(jobs.qsize(), jobs.full())
while not jobs.empty():
    print(jobs.get())
heap = []
for number, priority in enumerate([5, 5, 1, 5]):
    heapq.heappush(heap, Item(priority, number))
print([heapq.heappop(heap).payload for _ in range(4)])

bounded = queue.PriorityQueue(maxsize=2)
done = []


def produce():
    for number in range(6):
        bounded.put(Item(number, number))
    bounded.put(Item(99, None))


producer = threading.Thread(target=produce)
producer.start()
while (item := bounded.get()).payload is not None:
    done.append(item.payload)
producer.join()
print(sorted(done))
