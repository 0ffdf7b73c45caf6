import threading
import time

ready = threading.Event()
done = threading.Event()
value = 0


def answer():
    global value
    ready.wait()
    value += 1
    done.set()


thread = threading.Thread(target=answer)
thread.start()
value = 41
ready.set()
while not done.is_set():
    time.sleep(0.001)
print(value)
