import threading

N = 1000000  # knob: 1..1000000000
counter = 0


def work(rounds):
    global counter
    for _ in range(rounds):
        counter += 1


threads = [threading.Thread(target=work, args=(N // 4,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
# Each addition loads the shared variable and stores it; under CPython's lock none is lost.
print(2 * counter)
