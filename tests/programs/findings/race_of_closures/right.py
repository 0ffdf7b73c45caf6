import threading


def make():
    count = 0

    def add():
        nonlocal count
        seen = count
        count = seen + 1

    return add


# Each thread counts for itself, in a variable of the same name.
threads = [threading.Thread(target=make()) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
