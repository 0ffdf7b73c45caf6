import threading
import time

condition = threading.Condition()
tokens = 0
served = []


def customer(name, delay):
    global tokens
    time.sleep(delay)
    with condition:
        while tokens == 0:
            condition.wait()
        tokens -= 1
        served.append(name)


threads = [threading.Thread(target=customer, args=(name, i * 0.05)) for i, name in enumerate("abc")]
for thread in threads:
    thread.start()
time.sleep(0.3)

with condition:
    tokens = 1
    condition.notify()
time.sleep(0.1)
print("after notify:", served)

with condition:
    tokens = 2
    condition.notify_all()
for thread in threads:
    thread.join()
print("after notify_all:", sorted(served))

with condition:
    start = time.monotonic()
    print(condition.wait(timeout=0.1), round(time.monotonic() - start, 1))
try:
    condition.notify()
except RuntimeError as error:
    print("RuntimeError:", error)
