import queue
import threading

items = queue.Queue()


def produce(name):
    for number in (1, 2):
        items.put(f"{name}{number}")


producers = [threading.Thread(target=produce, args=(name,)) for name in "ab"]
for producer in producers:
    producer.start()
for producer in producers:
    producer.join()
print(*[items.get() for _ in range(4)])
