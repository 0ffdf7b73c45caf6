import threading
import time

FAIR = 0  # knob: 0..1
READERS = 3  # knob: 1..6
READS = 6  # knob: 1..20
READ_MS = 100  # knob: 10..500
GAP_MS = 20  # knob: 0..500


class ReadWriteLock:
    def __init__(self):
        self.changed = threading.Condition()
        self.reading = 0
        self.writing = False
        self.writers_waiting = 0

    def may_read(self):
        if FAIR and self.writers_waiting:
            return False
        return not self.writing

    def acquire_read(self):
        with self.changed:
            self.changed.wait_for(self.may_read)
            self.reading += 1

    def release_read(self):
        with self.changed:
            self.reading -= 1
            self.changed.notify_all()

    def acquire_write(self):
        with self.changed:
            self.writers_waiting += 1
            self.changed.wait_for(lambda: not (self.writing or self.reading))
            self.writers_waiting -= 1
            self.writing = True

    def release_write(self):
        with self.changed:
            self.writing = False
            self.changed.notify_all()


page = ReadWriteLock()
start = time.monotonic()


def reader(number):
    time.sleep(number * READ_MS / READERS / 1000)
    for _ in range(READS):
        page.acquire_read()
        time.sleep(READ_MS / 1000)
        page.release_read()
        time.sleep(GAP_MS / 1000)


def writer():
    time.sleep(READ_MS / 2000)
    asked = time.monotonic()
    page.acquire_write()
    print(f"the writer waited {time.monotonic() - asked:.1f} s")
    time.sleep(READ_MS / 1000)
    page.release_write()


threads = [
    threading.Thread(target=reader, args=(n,), name=f"reader {n + 1}")
    for n in range(READERS)
]
threads.append(threading.Thread(target=writer, name="writer"))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"done at {time.monotonic() - start:.1f} s")
