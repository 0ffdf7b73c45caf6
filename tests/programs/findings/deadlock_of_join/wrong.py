import threading

lock = threading.Lock()


def worker():
    with lock:  # finds: deadlock
        pass


thread = threading.Thread(target=worker)
with lock:  # finds: deadlock
    thread.start()
    thread.join()  # finds: deadlock
