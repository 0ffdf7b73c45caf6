import atexit
import sys
import threading
import time


def say(*words):
    print(*words)


@atexit.register
def first():
    print("registered first, runs last")


atexit.register(say, "registered", "second")
atexit.register(say, "never")
atexit.unregister(say)
atexit.register(say, "third")


def work():
    time.sleep(0.2)
    print("the thread ends")


threading.Thread(target=work).start()
thread = threading.Thread(target=lambda: sys.exit("this is the thread's own affair"))
thread.start()
thread.join()
print("main ends")
raise SystemExit(1)
