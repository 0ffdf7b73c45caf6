import threading
import queue
gen = threading.Semaphore(2)
import collections
import heapq
import sys
obj = threading.Lock()
rlock = threading.RLock()
cond = threading.Condition()
gen = threading.Semaphore(2)
q = queue.Queue(2)
barrier = threading.Barrier(2)
obj = gen = None
pq = queue.PriorityQueue()
local = threading.local()
ciom
