import threading

WORKERS = 2  # knob: 1..8
ROUNDS = 1000  # knob: 1..5000
SAFE = 0  # knob: 0..1

counter = 0
lock = threading.Lock()


def add():
    global counter
    for _ in range(ROUNDS):
        counter += 1


def add_safely():
    global counter
    for _ in range(ROUNDS):
        with lock:
            counter += 1


work = add_safely if SAFE else add
threads = [threading.Thread(target=work) for _ in range(WORKERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print("expected", WORKERS * ROUNDS)
print("counter", counter)
