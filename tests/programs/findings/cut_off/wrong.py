import threading
import time

lock = threading.Lock()


def write():
    with lock:  # finds: cut-off
        time.sleep(1)  # finds: cut-off
        print("written")


threading.Thread(target=write, daemon=True).start()
time.sleep(0.1)
