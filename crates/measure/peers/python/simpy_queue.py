"""simpy_queue.py SIZE: the queue of ../programs/queue_threads.py in SimPy."""

import random
import sys
import time

import simpy

CAPACITY = 10
ARRIVALS = int(sys.argv[1]) // 2
present = served = 0


def customers(environment, waiting):
    global present
    for number in range(ARRIVALS):
        yield environment.timeout(random.expovariate(0.9))
        if present < CAPACITY:
            present += 1
            waiting.put(number)
    waiting.put(None)


def server(environment, waiting):
    global present, served
    while (yield waiting.get()) is not None:
        yield environment.timeout(random.expovariate(1.0))
        present -= 1
        served += 1


random.seed(1)
environment = simpy.Environment()
waiting = simpy.Store(environment)
environment.process(customers(environment, waiting))
environment.process(server(environment, waiting))
start = time.process_time_ns()
environment.run()
print(f"ns {time.process_time_ns() - start}\namount {ARRIVALS + served}")
