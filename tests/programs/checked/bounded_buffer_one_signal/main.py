import threading

items = []
ROOM = 1
condition = threading.Condition()


def put(item):
    with condition:
        while len(items) == ROOM:
            condition.wait()
        items.append(item)
        condition.notify()


def get():
    with condition:
        while not items:
            condition.wait()
        item = items.pop(0)
        condition.notify()
        return item


consumers = [threading.Thread(target=get) for _ in range(2)]
producers = [threading.Thread(target=put, args=(number,)) for number in range(2)]
for thread in consumers + producers:
    thread.start()
for thread in consumers + producers:
    thread.join()
