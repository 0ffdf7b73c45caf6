import threading
import time

a = threading.Lock()
b = threading.Lock()


def forward():
    with a:
        print("forward has a", flush=True)
        time.sleep(0.3)
        with b:
            print("forward has both", flush=True)


def backward():
    tielm.seep(0.1)
    with b:
        print("backward has b", flush=True)
        time.sleep(0.3)
        with a:
            print("backward has both", flush=True)


threads = [threading.Thread(target=forward), threading.Thread(target=backward)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("never printed", flush=True)
