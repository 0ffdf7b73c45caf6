import threading
import time

lock = threading.Lock()


def hold():
    with lock:
        held.set()
        time.sleep(0.01)


held = threading.Event()
holder = threading.Thread(target=hold)
holder.start()
held.wait()
print("in time" if lock.acquire(timeout=0.01) else "too late")
holder.join()
