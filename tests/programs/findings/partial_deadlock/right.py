import threading
import time

a = threading.Lock()
b = threading.Lock()


def one():
    with a:
        time.sleep(0.01)
        with b:
            pass


for target in (one, one):
    threading.Thread(target=target, daemon=True).start()
time.sleep(0.1)
print("main goes on")
