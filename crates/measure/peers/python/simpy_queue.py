"""simpy_queue.py SIZE: the queue of ../programs/queue_threads.py in SimPy."""

import random
import sys
import time

import simpy

ARRIVALS = int(sys.argv[1]) // 2
served = 0


def customers(environment, waiting):
    luck = random.Random(1)
    for number in range(ARRIVALS):
        yield environment.timeout(luck.expovariate(0.9))
        if len(waiting.items) < waiting.capacity:
            waiting.put(number)
    waiting.put(None)


def server(environment, waiting):
    global served
    luck = random.Random(2)
    while (yield waiting.get()) is not None:
        yield environment.timeout(luck.expovariate(1.0))
        served += 1


environment = simpy.Environment()
waiting = simpy.Store(environment, capacity=9)
environment.process(customers(environment, waiting))
environment.process(server(environment, waiting))
start = time.process_time_ns()
environment.run()
print(f"ns {time.process_time_ns() - start}\namount {ARRIVALS + served}")
