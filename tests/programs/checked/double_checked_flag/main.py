import threading

lock = threading.Lock()
ready = False
value = 0
made = 0


def get():
    global ready, value, made
    if not ready:
        with lock:
            if not ready:
                made += 1
                value = 42
                ready = True
    return value


def use():
    assert get() == 42


threads = [threading.Thread(target=use) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(made)
