import threading

lock = threading.Lock()
order = []


def want(name):
    with lock:
        order.append(name)


with lock:
    threads = [threading.Thread(target=want, args=(name,)) for name in ("ada", "bob", "cyd")]
    for thread in threads:
        thread.start()
for thread in threads:
    thread.join()
print(*order)
