import threading
import queue
gen = threading.Semaphore(2)
import collections
import heapq
import sys
lock = threading.Lock()
rlock = threading.RLock()
cond = threading.Condition()
gen = threading.Semaphore(2)
obj = gen = None
barrier = threading.Barrier(2)
q = queue.Queue(2)
pq = queue.PriorityQueue()
local = threading.local()
ciom
