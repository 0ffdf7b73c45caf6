import threading
import time


class ReadWriteLock:
    def __init__(self):
        self.condition = threading.Condition()
        self.readers = 0
        self.writing = False

    def acquire_read(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.writing)
            self.readers += 1

    def release_read(self):
        with self.condition:
            self.readers -= 1
            if self.readers == 0:
                self.condition.notify_all()

    def acquire_write(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.writing and self.readers == 0)
            self.writing = True

    def release_write(self):
        with self.condition:
            self.writing = False
            self.condition.notify_all()


lock, page = ReadWriteLock(), "draft"


def reader(name, delay):
    time.sleep(delay)
    lock.acquire_read()
    print(f"{name} reads {page} beside {lock.readers - 1}")
    time.sleep(0.2)
    lock.release_read()


def writer(delay):
    global page
    time.sleep(delay)
    lock.acquire_write()
    page = "final"
    print("written with", lock.readers, "readers")
    lock.release_write()


threads = [threading.Thread(target=reader, args=(f"r{i}", i * 0.06)) for i in range(3)]
threads += [threading.Thread(target=writer, args=(0.2,)), threading.Thread(target=reader, args=("late", 0.5))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
