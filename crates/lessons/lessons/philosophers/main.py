import random
import threading
import time

RULE = 0  # knob: 0..4
MEALS = 2  # knob: 1..10
PAUSE_MS = 10  # knob: 0..100
EAT_MS = 20  # knob: 0..100
JITTER_MS = 0  # knob: 0..50

TRIES = 20
NAMES = ["Plato", "Kant", "Hume", "Marx", "Arendt"]
forks = [threading.Lock() for _ in NAMES]
waiter = threading.Lock()
chairs = threading.Semaphore(len(NAMES) - 1)
hungry = list(NAMES)


def pause():
    time.sleep(PAUSE_MS / 1000)


def eat():
    time.sleep(EAT_MS / 1000)


def take_and_eat(first, second):
    with forks[first]:
        pause()
        with forks[second]:
            eat()


def left_first(left, right):
    take_and_eat(left, right)


def lower_first(left, right):
    take_and_eat(min(left, right), max(left, right))


def ask_the_waiter(left, right):
    with waiter:
        forks[left].acquire()
        pause()
        forks[right].acquire()
    eat()
    forks[right].release()
    forks[left].release()


def back_off(left, right):
    for _ in range(TRIES):
        with forks[left]:
            pause()
            if forks[right].acquire(blocking=False):
                eat()
                forks[right].release()
                return
            pause()
        time.sleep((PAUSE_MS + random.randint(0, JITTER_MS)) / 1000)
    raise TimeoutError


def four_at_most(left, right):
    with chairs:
        take_and_eat(left, right)


RULES = [left_first, lower_first, ask_the_waiter, back_off, four_at_most]


def dine(seat):
    left = seat
    right = (seat + 1) % len(forks)
    try:
        for _ in range(MEALS):
            RULES[RULE](left, right)
    except TimeoutError:
        print(NAMES[seat], "goes home hungry")
        return
    print(NAMES[seat], "is full")
    hungry.remove(NAMES[seat])


philosophers = [
    threading.Thread(target=dine, args=(seat,), name=name)
    for seat, name in enumerate(NAMES)
]
for philosopher in philosophers:
    philosopher.start()
for philosopher in philosophers:
    philosopher.join()
print("still hungry:", len(hungry))
