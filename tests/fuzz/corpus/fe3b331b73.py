import threading

plain = threading.Semaphore(1)
plain.release()

print("1e-9:", plain.acquire(blocking=False), plain.acquire(blocking=False), plain.acquire(blocking=False))
bounded = threading.BoundedSemaphore(1)
with bounded, bounded:
    print("bounded is used up:", not bounded.acquire(blocking=False))
try:
    bounded.__class__()
except ValueError as error:
    print("ValueError:", error)

try:
    threading.Semaphore(-1)
except ValueError as error:
    print("ValueError:", error)
