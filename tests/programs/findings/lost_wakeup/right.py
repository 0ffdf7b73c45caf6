import threading
import time

condition = threading.Condition()
ready = False


def wait():
    time.sleep(0.05)
    with condition:
        while not ready:
            condition.wait()


thread = threading.Thread(target=wait)
thread.start()
with condition:
    ready = True
    condition.notify()
thread.join()
