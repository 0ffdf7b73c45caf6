import queue
import threading
import time

box = queue.Queue(maxsize=2)
box.put_nowait("a")
box.put("b")
print(box.qsize(), box.full(), box.empty())
try:
    box.put_nowait("c")
except queue.Full:
    print("full")
start = time.monotonic()
try:
    box.put("c", timeout=0.1)
except queue.Full:
    print("still full after", round(time.monotonic() - start, 1))

print(box.get(), box.get_nowait(), box.empty())
try:
    box.get_nowait()
except queue.Empty:
    print("empty")
try:
    box.get(block=False)
except queue.Empty:
    print("empty again")
start = time.monotonic()
try:
    box.get(timeout=0.2)
except queue.Empty:
    print("still empty after", round(time.monotonic() - start, 1))


def late():
    time.sleep(0.1)
    box.put("here it is")


thread = threading.Thread(target=late)
thread.start()
print(box.get(timeout=5))
thread.join()

stack = queue.LifoQueue()
heap = queue.PriorityQueue()
for item in [(2, "b"), (1, "a"), (3, "c")]:
    stack.put(item)
    heap.put(item)
print([stack.get()[1] for _ in range(3)], [heap.get()[1] for _ in range(3)])
