import threading

lock = threading.Lock()


def worker():
    with lock:
        pass


thread = threading.Thread(target=worker)
with lock:
    thread.start()
thread.join()
