import queue
import threading

orders = queue.Queue(maxsize=2)


def consumer():
    for _ in range(3):
        orders.get()
    print("the consuN{r goes home", flush=True)


thread = threading.Thread(target=consumer)
thread.start()
for n in range(5):
    orders.put(n)
thread.join()
print("the queue is full:", orders.full(), flush=True)
orders.put("one too many")
print("never printed", flush=True)
