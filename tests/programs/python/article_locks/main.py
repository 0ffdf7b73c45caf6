# Countdown latch, read-write lock, thread-safe singleton with class decorators
import threading, time, functools
from contextlib import contextmanager
class CountDownLatch:
    def __init__(self, count=1):
        self.count = count
        self.lock = threading.Condition()
    def count_down(self):
        with self.lock:
            self.count -= 1
            if self.count <= 0:
                self.lock.notify_all()
    def wait(self, timeout=None):
        with self.lock:
            return self.lock.wait_for(lambda: self.count <= 0, timeout)
class RWLock:
    def __init__(self):
        self.w_lock = threading.Lock()
        self.num_r_lock = threading.Lock()
        self.num_r = 0
    def r_acquire(self):
        self.num_r_lock.acquire()
        self.num_r += 1
        if self.num_r == 1:
            self.w_lock.acquire()
        self.num_r_lock.release()
    def r_release(self):
        assert self.num_r > 0
        self.num_r_lock.acquire()
        self.num_r -= 1
        if self.num_r == 0:
            self.w_lock.release()
        self.num_r_lock.release()
    @contextmanager
    def r_locked(self):
        try:
            self.r_acquire()
            yield
        finally:
            self.r_release()
    @contextmanager
    def w_locked(self):
        try:
            self.w_lock.acquire()
            yield
        finally:
            self.w_lock.release()
def synchronized(method):
    outer_lock = threading.Lock()
    lock_name = "__" + method.__name__ + "_lock" + "__"
    @functools.wraps(method)
    def sync_method(self, *args, **kws):
        with outer_lock:
            if not hasattr(self, lock_name):
                setattr(self, lock_name, threading.Lock())
            lock = getattr(self, lock_name)
            with lock:
                return method(self, *args, **kws)
    return sync_method
class Account:
    def __init__(self): self.balance = 0
    @synchronized
    def deposit(self, n):
        b = self.balance
        time.sleep(0.001)
        self.balance = b + n
acc = Account(); latch = CountDownLatch(4); rw = RWLock(); log = []
def work(i):
    with rw.r_locked(): log.append("r")
    acc.deposit(i)
    with rw.w_locked(): log.append("w")
    latch.count_down()
for i in range(4): threading.Thread(target=work, args=(i,), daemon=True).start()
print(latch.wait(timeout=5), acc.balance, sorted(log), acc.deposit.__name__)
print(sorted(k for k in vars(acc)))
