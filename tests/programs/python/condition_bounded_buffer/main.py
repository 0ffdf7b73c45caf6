import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.items = deque()
        self.capacity = capacity
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)
        self.fullest = 0

    def put(self, item):
        with self.not_full:
            self.not_full.wait_for(lambda: len(self.items) < self.capacity)
            self.items.append(item)
            self.fullest = max(self.fullest, len(self.items))
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.items)
            item = self.items.popleft()
            self.not_full.notify()
            return item


def produce(buffer, numbers):
    for number in numbers:
        buffer.put(number)
    buffer.put(None)


def consume(buffer, received):
    while (item := buffer.get()) is not None:
        received.append(item * item)


buffer, received = BoundedBuffer(2), []
producer = threading.Thread(target=produce, args=(buffer, range(8)))
consumer = threading.Thread(target=consume, args=(buffer, received))
producer.start()
consumer.start()
producer.join()
consumer.join()
print(received)
print("never more than", buffer.capacity, buffer.fullest <= buffer.capacity)
