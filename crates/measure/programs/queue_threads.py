# M/M/1/10: customers come at random, one server, at most ten in the system (one served, nine waiting); who finds it full
# goes away.
import queue
import random
import threading
import time

N = 200000  # knob: 1..100000000
waiting = queue.Queue(maxsize=9)


def customers():
    draw = random.Random(1).expovariate
    for _ in range(N // 2):
        time.sleep(draw(0.9))
        try:
            waiting.put_nowait(True)
        except queue.Full:
            pass
    waiting.put(False)


def server():
    draw = random.Random(2).expovariate
    served = 0
    while waiting.get():
        time.sleep(draw(1.0))
        served += 1
    # Every arrival and every end of service is an event in time.
    print(N // 2 + served)


threads = [threading.Thread(target=customers), threading.Thread(target=server)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
