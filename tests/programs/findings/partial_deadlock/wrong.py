import threading
import time

a = threading.Lock()
b = threading.Lock()


def one():
    with a:  # finds: deadlock, cut-off
        time.sleep(0.01)
        with b:  # finds: deadlock, cut-off
            pass


def two():
    with b:  # finds: deadlock, cut-off
        time.sleep(0.01)
        with a:  # finds: deadlock, cut-off
            pass


for target in (one, two):
    threading.Thread(target=target, daemon=True).start()
time.sleep(0.1)
print("main goes on")
