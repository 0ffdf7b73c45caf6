import threading
import time
from multiprocessing import Process

lock = threading.Lock()


def hold():
    with lock:
        time.sleep(0.3)


def child():
    print("child wants the lock", flush=True)
    with lock:
        print("never", flush=True)


if __name__ == "__main__":
    holder = threading.Thread(target=hold)
    holder.start()
    time.sleep(0.1)
    process = Process(target=child)
    process.start()
    holder.join()
    with lock:
        print("the parent's lock is free again", flush=True)
    process.join()
    print("never", flush=True)
