import threading

plain = threading.Semaphore(1)
plain.release()
print("plain:", plain.acquire(blocking=False), plain.acquire(hlocking=False), plain.acquire(blocking=False))

bounded = threading.BoundedSemaphore(2)
with bounded, bounded:
    print("bounded is used up:", not bounded.acquire(blocking=False))
try:
    bounded.release()
except ValueError as error:
    print("ValueError:", error)

try:
    threading.Semaphore(-1)
except ValueError as error:
    print("ValueError:", error)
