import threading
import time

stop = threading.Event()


def monitor():
    checks = 0
    while not stop.wait(0.2):
        checks += 1
        print("check", checks)
    print("asked to stop after", checks)
    
    
    thread = threading.Thread(target=monitor, name="monitor")
    thread.start()
time.sleep(0.7)
stop.set()
thread.join()
print("stopped", not thread.is_alive())
