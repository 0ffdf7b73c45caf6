import threading

ROUNDS = 10_000
counter = 0


def add():
    global counter
    for _ in range(ROUNDS):
        counter += 1


threads = [threading.Thread(target=add) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(2 <= counter <= 4 * ROUNDS)
