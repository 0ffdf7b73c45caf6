import threading
import time

pool = threading.Semaphore(2)
lock = threading.Lock()
inside = 0
busiest = 0


def connect():
    global inside, busiest
    with pool:
        with lock:
            inside += 1
            busiest = max(busiest, inside)
        time.sleep(0.1)
        with lock:
            inside -= 1


start = time.monotonic()
threads = [threading.Thread(target=connect) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print("busiest:", busiest)
print("seconds:", round(time.monotonic() - start, 1))
print("free again:", pool.acquire(blocking=False), pool.acquire(blocking=False), pool.acquire(blocking=False))
