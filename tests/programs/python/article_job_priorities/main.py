# PriorityQueue with own __lt__
import queue
import heapq
import functools

@functools.total_ordering
class Job:
    def __init__(self, priority, description):
        self.priority = priority
        self.description = description
        print('New job:', description)
        return

    def __eq__(self, other):
        try:
            return self.priority == other.priority
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        try:
            return self.priority < other.priority
        except AttributeError:
            return NotImplemented

q = queue.PriorityQueue()
q.put(Job(3, 'Mid-level job'))
q.put(Job(10, 'Low-level job'))
q.put(Job(1, 'Important job'))

import threading
def process_job(q):
    while True:
        next_job = q.get()
        print('Processing job:', next_job.description)
        q.task_done()

workers = [threading.Thread(target=process_job, args=(q,)) for _ in range(1)]
for w in workers:
    w.daemon = True
    w.start()
q.join()

heap = []
for p in (5, 2, 8, 1, 9, 3):
    heapq.heappush(heap, Job(p, f"job {p}"))
print([heapq.heappop(heap).priority for _ in range(6)])
class Task:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n > o.n
    def __repr__(self): return f"Task({self.n})"
print(heapq.nsmallest(2, [Task(1), Task(5), Task(3)]), heapq.nlargest(1, [Task(1), Task(5)]))
h = [Task(i) for i in range(6)]
heapq.heapify(h)
print(h[0], sorted([Task(3), Task(9)]), max([Task(3), Task(9)]), min(Task(1), Task(4)))
try:
    q2 = queue.PriorityQueue()
    q2.put((1, object())); q2.put((1, object()))
except TypeError as e:
    print("TypeError:", e)
