# Event-driven producer/consumer w/ Condition (Python docs style) with class based bounded buffer
from threading import Thread, Condition, Lock, Semaphore, Barrier, Timer, local, Event
import threading, time
class BoundedBuffer:
    def __init__(self, size):
        self.items, self.size = [], size
        self.cond = Condition()
    def put(self, item):
        with self.cond:
            while len(self.items) >= self.size:
                self.cond.wait()
            self.items.append(item)
            self.cond.notify()
    def get(self):
        with self.cond:
            while not self.items:
                self.cond.wait()
            item = self.items.pop(0)
            self.cond.notify()
            return item
class Producer(Thread):
    def __init__(self, buf, n, **kw):
        super().__init__(**kw); self.buf = buf; self.n = n
    def run(self):
        for i in range(self.n): self.buf.put((self.name, i))
class Consumer(Thread):
    def __init__(self, buf, n): Thread.__init__(self); self.buf, self.n, self.got = buf, n, []
    def run(self):
        for _ in range(self.n): self.got.append(self.buf.get())
buf = BoundedBuffer(2)
ps = [Producer(buf, 5, name=f"P{i}") for i in range(2)]
c = Consumer(buf, 10)
for t in ps + [c]: t.start()
for t in ps + [c]: t.join()
print(len(c.got), sorted(c.got)[:3], [x for x in c.got if x[0] == "P0"] == [("P0", i) for i in range(5)])
data = local(); data.x = 1
def see(): print(hasattr(data, "x"), getattr(data, "x", None)); data.x = 2
t = Thread(target=see); t.start(); t.join(); print(data.x)
timer = Timer(0.05, lambda *a, **k: print("timer", a, k), args=[1], kwargs={"b": 2}); timer.start(); timer.join()
t2 = Timer(5, print); t2.start(); t2.cancel(); t2.join(); print(t2.is_alive())
b = Barrier(2, action=lambda: print("both here"), timeout=1)
def at(b): i = b.wait(); return i
t = Thread(target=at, args=(b,)); t.start(); b.wait(); t.join()
print(b.parties, b.n_waiting, b.broken)
sem = Semaphore(2); active = 0; peak = 0; lock = Lock()
def limited():
    global active, peak
    with sem:
        with lock: active += 1; peak = max(peak, active)
        time.sleep(0.01)
        with lock: active -= 1
ts = [Thread(target=limited) for _ in range(6)]
for t in ts: t.start()
for t in ts: t.join()
print(peak, active)
e = Event(); print(e.is_set(), e.wait(0.01)); e.set(); print(e.wait(), repr(lock)[:30])
print(lock.acquire(timeout=0.1), lock.acquire(blocking=False), lock.locked()); lock.release()
