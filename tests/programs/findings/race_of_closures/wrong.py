import threading


def make():
    count = 0

    def add():
        nonlocal count
        seen = count  # finds: race
        count = seen + 1  # finds: race

    return add


add = make()
threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
