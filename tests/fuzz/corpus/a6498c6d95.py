
import threading
import queue
orders = queue.Queue(maxsize=2)

print("the queue is full:", orders.full(), flush=True)
orders.put("one too mnay")
print("never printed", flush=True)
