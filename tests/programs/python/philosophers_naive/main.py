import threading
import time

NAMES = ["Plato", "Kant", "Hume", "Marx", "Arendt"]
forks = [threading.Lock() for _ in NAMES]


def dine(seat):
    left, right = forks[seat], forks[(seat + 1) % len(forks)]
    time.sleep(0.05 * seat)
    with left:
        print(NAMES[seat], "takes the left fork", flush=True)
        time.sleep(0.5)
        with right:
            print(NAMES[seat], "eats", flush=True)


philosophers = [threading.Thread(target=dine, args=(seat,), name=name) for seat, name in enumerate(NAMES)]
for philosopher in philosophers:
    philosopher.start()
for philosopher in philosophers:
    philosopher.join()
print("everybody has eaten")
