import threading
import time

condition = threading.Condition()


def wait():
    time.sleep(0.05)
    with condition:
        condition.wait()  # finds: lost-wakeup, deadlock


thread = threading.Thread(target=wait)
thread.start()
with condition:
    condition.notify()  # finds: lost-wakeup
thread.join()  # finds: deadlock
