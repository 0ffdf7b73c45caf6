import threading
import time

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked())
print("again without blocking:", lock.acquire(blocking=False))

start = time.monotonic()
print("again with a timeout:", lock.acquire(timeout=0.2), round(time.monotonic() - start, 1))


def release_later():
    time.sleep(0.1)
    print("released by", threading.current_thread().name)
    lock.release()


helper = threading.Thread(target=release_later, name="helper")
helper.start()
with lock:
    print("main has it again")
helper.join()

print(lock.locked())
try:
    lock.release()
except RuntimeError as error:
    print("RuntimeError:", error)
