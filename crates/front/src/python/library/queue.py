# Queues of threads are natives. Here are priority queues of objects that compare themselves: their items are copied,
# changed as a heap, and put back in one operation, again if somebody else was quicker.

from collections import deque
from heapq import heappop, heappush
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue
from threading import Condition, Lock
from time import monotonic


def _put_by_code(queue, item, items):
    while items is not None:
        changed = items[:]
        heappush(changed, item)
        items = queue._swap_put(item, changed, items)


def _get_by_code(queue, items):
    while items is not None:
        changed = items[:]
        item = heappop(changed)
        items = queue._swap_get(item, changed, items)
    return item


# The base of classes that a program derives from a queue: what `_init`, `_put`, `_get` and `_qsize` may be overridden
# for needs a queue made of Python, on a lock and conditions, as CPython's are.
class _Queue:
    __stands_for__ = Queue

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.mutex = Lock()
        self.not_empty = Condition(self.mutex)
        self.not_full = Condition(self.mutex)
        self.all_tasks_done = Condition(self.mutex)
        self.unfinished_tasks = 0
        self._init(maxsize)

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def _is_full(self):
        return 0 < self.maxsize <= self._qsize()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return self._is_full()

    def _wait(self, condition, blocked, block, timeout, error):
        if not block:
            if blocked():
                raise error
            return
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        until = None if timeout is None else monotonic() + timeout
        while blocked():
            left = None if until is None else until - monotonic()
            if left is not None and left <= 0.0 or not condition.wait(left) and blocked():
                raise error

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            self._wait(self.not_full, self._is_full, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            self._wait(self.not_empty, lambda: not self._qsize(), block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            return item

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        with self.all_tasks_done:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()


class _LifoQueue(_Queue):
    __stands_for__ = LifoQueue

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class _PriorityQueue(_Queue):
    __stands_for__ = PriorityQueue

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)
