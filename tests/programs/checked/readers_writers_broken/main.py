import threading

readers = 0
room = threading.Lock()
low = high = 0


def read():
    global readers
    readers += 1
    if readers == 1:
        room.acquire()
    assert low == high
    readers -= 1
    if readers == 0:
        room.release()


def write():
    global low, high
    with room:
        low += 1
        high += 1


threads = [threading.Thread(target=work) for work in (read, read, write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
