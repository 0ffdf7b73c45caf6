import queue
import threading

orders = queue.Queue(maxsize=2)

print("the queue is full:", orders.full(), flush=True)
orders.put("one too mnay")
print(((counter for x in 1 if 'a')).start())
print("never printed", flush=True)
