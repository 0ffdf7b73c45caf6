# The experiment philosophers: left then right, the lower number first, a waiter, or try and back off.
import threading
import time

WAY = 0  # knob: 0..3
LENGTH_MS = 100  # knob: 1..10000
PAUSE_US = 200  # knob: 0..100000
EAT_US = 400  # knob: 0..100000
SEATS = 5

forks = [threading.Lock() for _ in range(SEATS)]
seats = threading.Semaphore(SEATS - 1)
meals = [0] * SEATS
gate = threading.Barrier(SEATS)
end = time.monotonic() + LENGTH_MS / 1000


def eat(seat, first, second):
    with forks[first]:
        time.sleep(PAUSE_US / 1000000)
        with forks[second]:
            time.sleep(EAT_US / 1000000)
            meals[seat] += 1


def eat_or_back_off(seat, first, second):
    while True:
        with forks[first]:
            time.sleep(PAUSE_US / 1000000)
            if forks[second].acquire(blocking=False):
                time.sleep(EAT_US / 1000000)
                forks[second].release()
                meals[seat] += 1
                return
        time.sleep(PAUSE_US * (seat + 1) / 4 / 1000000)


def dine(seat):
    first, second = seat, (seat + 1) % SEATS
    if WAY == 1:
        first, second = min(first, second), max(first, second)
    gate.wait()
    while time.monotonic() < end:
        if WAY == 2:
            with seats:
                eat(seat, first, second)
        elif WAY == 3:
            eat_or_back_off(seat, first, second)
        else:
            eat(seat, first, second)


philosophers = [threading.Thread(target=dine, args=(seat,)) for seat in range(SEATS)]
start = time.monotonic()
for philosopher in philosophers:
    philosopher.start()
for philosopher in philosophers:
    philosopher.join()
print("meals", sum(meals) / (time.monotonic() - start))
print("fairness", 100 * min(meals) / max(meals))
