import threading
import time

gun = threading.Event()
finished = []


def run(name, seconds):
    gun.wait()
    time.sleep(seconds)
    finished.append(name)


runners = [
    threading.Thread(target=run, args=(name, seconds))
    for name, seconds in [("tortoise", 0.3), ("hare", 0.1), ("dog", 0.2)]
]
for runner in runners:
    runner.start()
time.sleep(0.1)
print("before:", finished, gun.is_set())
gun.set()
for runner in runners:
    runner.join()
print("after:", finished, gun.is_set(), gun.wait())

gun.clear()
start = time.monotonic()
print(gun.is_set(), gun.wait(timeout=0.1), round(time.monotonic() - start, 1))
