import queue
import threading
import time

BARISTAS = 1  # knob: 1..5
MACHINES = 3  # knob: 1..5
COFFEES = 6  # knob: 1..20
GRIND_MS = 100  # knob: 0..500
BREW_MS = 300  # knob: 0..1000

NAMES = ["Ada", "Ben", "Cho", "Dana", "Emre"]
machines = threading.Semaphore(MACHINES)
orders = queue.Queue()
for n in range(COFFEES):
    orders.put(f"coffee {n + 1}")
start = time.monotonic()


def barista():
    while True:
        try:
            coffee = orders.get_nowait()
        except queue.Empty:
            return
        time.sleep(GRIND_MS / 1000)
        with machines:
            time.sleep(BREW_MS / 1000)
        print(f"{coffee} ready at {time.monotonic() - start:.1f} s")


baristas = [
    threading.Thread(target=barista, name=name) for name in NAMES[:BARISTAS]
]
for thread in baristas:
    thread.start()
for thread in baristas:
    thread.join()
print(f"all served at {time.monotonic() - start:.1f} s")
