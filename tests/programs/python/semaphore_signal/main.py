import threading
import time

ready = threading.Semaphore(0)
log = []


def cook():
    for dish in ["soup", "fish", "cake"]:
        time.sleep(0.1)
        log.append(f"cooked {dish}")
        ready.release()


def waiter():
    for _ in range(3):
        ready.acquire()
        log.append(f"served {log[-1].split()[1]}")


threads = [threading.Thread(target=waiter), threading.Thread(target=cook)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(*log, sep="\n")
print("more?", ready.acquire(timeout=0.1))

ready.release(2)
print(ready.acquire(), ready.acquire(), ready.acquire(blocking=False))
