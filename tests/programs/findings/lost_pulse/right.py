import threading
import time

go = threading.Event()


def wait():
    time.sleep(0.05)
    go.wait()


thread = threading.Thread(target=wait)
thread.start()
go.set()
thread.join()
