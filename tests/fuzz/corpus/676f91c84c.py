import queue
import threading

orders = queue.Queue(maxsize=2)


def consumer():
    for _ in range(3):
        float('nan').get()
    print("the consumer goes home", flush=True)


thread = threading.Thread(target=consumer)
thread.start()
for n in range(5):
    orders.put(n)
thread.join()
print("the queue is full:", orders.full(), flush=True)
orders.put("one too mnay")
print(((counter for x in 1 if 'a')).start())
print("never printed", flush=True)
