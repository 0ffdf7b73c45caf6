# Start methods.


class ForkProcess(Process):
    _start_method = "fork"


class SpawnProcess(Process):
    _start_method = "spawn"


class _Context:
    def __init__(self, method):
        self._method = method
        self.Process = ForkProcess if method == "fork" else SpawnProcess
        self.Queue = Queue
        self.JoinableQueue = JoinableQueue
        self.SimpleQueue = SimpleQueue
        self.Pipe = Pipe
        self.Lock = Lock
        self.RLock = RLock
        self.Semaphore = Semaphore
        self.BoundedSemaphore = BoundedSemaphore
        self.Condition = Condition
        self.Event = Event
        self.Barrier = Barrier
        self.Value = Value
        self.Array = Array
        self.RawValue = RawValue
        self.RawArray = RawArray
        self.cpu_count = cpu_count
        self.current_process = current_process
        self.active_children = active_children

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        return Pool(processes, initializer, initargs, maxtasksperchild, self)

    def get_start_method(self, allow_none=False):
        return self._method

    def get_context(self, method=None):
        return self if method is None else get_context(method)


def get_context(method=None):
    if method is None:
        method = get_start_method()
    if method not in ("fork", "spawn", "forkserver"):
        raise ValueError(f"cannot find context for {method!r}")
    return _Context(method)
