import threading

T = 2  # knob: 1..6
K = 2  # knob: 1..8
counter = 0


def work():
    global counter
    for _ in range(K):
        counter += 1


threads = [threading.Thread(target=work) for _ in range(T)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
