import threading
import time

NAMES = ["Plato", "Kant", "Hume", "Marx", "Arendt"]
MEALS = 3

forks = [threading.Lock() for _ in NAMES]
meals = {name: 0 for name in NAMES}


def dine(seat):
    left, right = seat, (seat + 1) % len(forks)
    first, second = sorted([left, right])
    for _ in range(MEALS):
        with forks[first]:
            time.sleep(0.01)
            with forks[second]:
                meals[NAMES[seat]] += 1


philosophers = [threading.Thread(target=dine, args=(seat,), name=name) for seat, name in enumerate(NAMES)]
for philosopher in philosophers:
    philosopher.start()
for philosopher in philosophers:
    philosopher.join()
print(meals)
