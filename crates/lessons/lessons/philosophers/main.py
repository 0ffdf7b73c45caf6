import threading
import time

ORDERED = 0  # knob: 0..1
MEALS = 2  # knob: 1..10
PAUSE_MS = 10  # knob: 0..100
EAT_MS = 20  # knob: 0..100

NAMES = ["Plato", "Kant", "Hume", "Marx", "Arendt"]
forks = [threading.Lock() for _ in NAMES]


def dine(seat):
    left = seat
    right = (seat + 1) % len(forks)
    first, second = left, right
    if ORDERED:
        first, second = sorted([left, right])
    for _ in range(MEALS):
        with forks[first]:
            time.sleep(PAUSE_MS / 1000)
            with forks[second]:
                time.sleep(EAT_MS / 1000)
    print(NAMES[seat], "is full")


philosophers = [
    threading.Thread(target=dine, args=(seat,), name=name)
    for seat, name in enumerate(NAMES)
]
for philosopher in philosophers:
    philosopher.start()
for philosopher in philosophers:
    philosopher.join()
print("everyone has eaten")
