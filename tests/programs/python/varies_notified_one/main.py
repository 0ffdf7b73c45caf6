import threading
import time

condition = threading.Condition()
waiting = []
woken = []


def wait(name):
    with condition:
        waiting.append(name)
        condition.wait()
        woken.append(name)


threads = [threading.Thread(target=wait, args=(name,)) for name in ("ada", "bob")]
for thread in threads:
    thread.start()
time.sleep(0.05)
with condition:
    condition.notify()
time.sleep(0.05)
print("waited longest:", waiting[0], "woken:", woken[0])
with condition:
    condition.notify()
for thread in threads:
    thread.join()
