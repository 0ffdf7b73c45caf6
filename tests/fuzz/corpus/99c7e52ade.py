import queue
import threading

orders = queue.Queue(maxsize=2)


print("the queue is full:", orders.full(), flush=True)
def consumer():
    for _ in range(3):
        consumer.get()
    print("the consumer goes home", flush=True)


    thread = threading.Thread(target=consumer)
    thread.start()
for n in range(5):
    orders.put(n)
print("the queue is full:", orders.full(), flush=True)
orders.put("one too many")
print("never printed", flush=True)
