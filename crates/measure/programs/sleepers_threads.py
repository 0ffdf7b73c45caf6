import threading
import time

N = 10000  # knob: 1..1000000
woken = []


def sleeper(number):
    time.sleep(1)
    woken.append(number)


threads = [threading.Thread(target=sleeper, args=(number,)) for number in range(N)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(woken))
