import threading
import time

go = threading.Event()


def wait():
    time.sleep(0.05)
    go.wait()  # finds: lost-wakeup, deadlock


thread = threading.Thread(target=wait)
thread.start()
go.set()  # finds: lost-wakeup
go.clear()
thread.join()  # finds: deadlock
