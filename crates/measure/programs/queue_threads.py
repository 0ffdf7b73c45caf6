# M/M/1/10: customers come at random, one server, at most ten in the system; who finds it full goes away.
import queue
import random
import threading
import time

N = 200000  # knob: 1..100000000
CAPACITY = 10
waiting = queue.Queue()
present = 0


def customers():
    global present
    for number in range(N // 2):
        time.sleep(random.expovariate(0.9))
        if present < CAPACITY:
            present += 1
            waiting.put(number)
    waiting.put(None)


def server():
    global present
    served = 0
    while waiting.get() is not None:
        time.sleep(random.expovariate(1.0))
        present -= 1
        served += 1
    # Every arrival and every end of service is an event in time.
    print(N // 2 + served)


random.seed(1)
threads = [threading.Thread(target=customers), threading.Thread(target=server)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
