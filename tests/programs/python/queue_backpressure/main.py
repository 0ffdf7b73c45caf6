import queue
import threading
import time

belt = queue.Queue(maxsize=2)
start = time.monotonic()


def produce():
    for n in range(5):
        belt.put(n)
        print(f"put {n} at {time.monotonic() - start:.1f}")
    belt.put(None)


def consume():
    time.sleep(0.2)
    while (item := belt.get()) is not None:
        time.sleep(0.1)
        print(f"  got {item}")
        time.sleep(0.2)


producer = threading.Thread(target=produce)
consumer = threading.Thread(target=consume)
producer.start()
consumer.start()
producer.join()
consumer.join()
