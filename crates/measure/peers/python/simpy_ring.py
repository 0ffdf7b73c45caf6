"""simpy_ring.py SIZE: the ring of ../programs/ring_threads.py in SimPy."""

import sys
import time

import simpy

TASKS = 1000
ROUNDS = int(sys.argv[1]) // TASKS
events = 0


def station(environment, seat, tokens):
    global events
    mine, next_one = tokens[seat], tokens[(seat + 1) % TASKS]
    pause = 0.001 + seat % 7 * 0.0001
    for _ in range(ROUNDS):
        yield mine.get(1)
        yield environment.timeout(pause)
        events += 1
        next_one.put(1)


environment = simpy.Environment()
tokens = [simpy.Container(environment, init=1) for _ in range(TASKS)]
for seat in range(TASKS):
    environment.process(station(environment, seat, tokens))
start = time.process_time_ns()
environment.run()
print(f"ns {time.process_time_ns() - start}\namount {events}")
