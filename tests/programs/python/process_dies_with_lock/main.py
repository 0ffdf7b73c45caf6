import time
from multiprocessing import Event, Lock, Process


def hold(lock, held):
    with lock:
        held.set()
        time.sleep(60)


if __name__ == "__main__":
    lock, held = Lock(), Event()
    process = Process(target=hold, args=(lock, held))
    process.start()
    held.wait()
    print("held:", not lock.acquire(block=False))
    process.kill()
    process.join()
    print("exit code:", process.exitcode)
    print("still held:", not lock.acquire(timeout=0.1))
    lock.release()
    print("anyone may release it:", lock.acquire(timeout=0.1))
