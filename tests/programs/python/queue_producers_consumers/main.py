import queue
import threading

PRODUCERS, CONSUMERS, ITEMS = 2, 3, 20

buffer = queue.Queue(maxsize=4)
lock = threading.Lock()
consumed = []


def producer(number):
    for item in range(ITEMS):
        buffer.put((number, item))


def consumer():
    while True:
        item = buffer.get()
        if item is None:
            break
        with lock:
            consumed.append(item)


producers = [threading.Thread(target=producer, args=(n,)) for n in range(PRODUCERS)]
consumers = [threading.Thread(target=consumer) for _ in range(CONSUMERS)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
for _ in consumers:
    buffer.put(None)
for thread in consumers:
    thread.join()

print("consumed", len(consumed), "of", PRODUCERS * ITEMS)
print("each once:", sorted(consumed) == [(n, i) for n in range(PRODUCERS) for i in range(ITEMS)])
print("left over:", buffer.qsize(), buffer.empty())
