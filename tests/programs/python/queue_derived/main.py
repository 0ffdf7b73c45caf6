import queue
import threading
import functools
import heapq


class UniqueQueue(queue.Queue):
    """Takes every item once."""

    def _init(self, maxsize):
        self.queue = {}

    def _put(self, item):
        self.queue[item] = None

    def _get(self):
        item = next(iter(self.queue))
        del self.queue[item]
        return item


unique = UniqueQueue()
for item in "abacab":
    unique.put(item)
print(unique.qsize(), [unique.get() for _ in range(3)], unique.empty())


class ClosableQueue(queue.Queue):
    SENTINEL = object()

    def close(self):
        self.put(self.SENTINEL)

    def __iter__(self):
        while True:
            item = self.get()
            try:
                if item is self.SENTINEL:
                    return
                yield item
            finally:
                self.task_done()


class StoppableWorker(threading.Thread):
    def __init__(self, func, in_queue, out_queue):
        super().__init__()
        self.func = func
        self.in_queue = in_queue
        self.out_queue = out_queue

    def run(self):
        for item in self.in_queue:
            self.out_queue.put(self.func(item))


work = ClosableQueue()
done = ClosableQueue(maxsize=3)
worker = StoppableWorker(lambda n: n * n, work, done)
worker.start()
for n in range(3):
    work.put(n)
work.close()
work.join()
print(done.qsize(), done.full(), isinstance(done, queue.Queue), done.maxsize, type(done).__name__)
worker.join()
try:
    done.put_nowait("too much")
except queue.Full:
    print("full")
print([done.get_nowait() for _ in range(3)])
try:
    done.get(timeout=0.01)
except queue.Empty:
    print("empty")


class Job:
    def __init__(self, priority):
        self.priority = priority

    def __lt__(self, other):
        return self.priority > other.priority


class JobQueue(queue.PriorityQueue):
    def put(self, item, *args, **kwargs):
        super().put(Job(item), *args, **kwargs)


jobs = JobQueue()
for priority in (2, 5, 3):
    jobs.put(priority)
print([jobs.get().priority for _ in range(3)])


class Stack(queue.LifoQueue):
    def peek(self):
        with self.mutex:
            return self.queue[-1]


stack = Stack()
stack.put(1)
stack.put(2)
print(stack.peek(), stack.get(), stack.get(), stack.unfinished_tasks)
try:
    for _ in range(3):
        stack.task_done()
except ValueError as error:
    print(error)

print = functools.partial(print, "shadowed:", sep=" ")
print("still printing")
sum = sum([1, 2, 3])
print(sum)


class Config(dict):
    def __getattr__(self, key):
        try:
            return self[key]
        except KeyError:
            raise AttributeError(key) from None

    def __setattr__(self, key, value):
        self[key] = value


config = Config(host="localhost", port=80)
config.debug = True
print(config.host, config.debug, sorted(config), config, hasattr(config, "zzz"), getattr(config, "zzz", 7))
