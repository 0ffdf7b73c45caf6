import threading

items = []
ROOM = 1
condition = threading.Condition()


def put(item):
    with condition:
        while len(items) == ROOM:
            condition.wait()
        items.append(item)
        condition.notify_all()


def get():
    with condition:
        while not items:
            condition.wait()
        item = items.pop(0)
        condition.notify_all()
        return item


consumers = [threading.Thread(target=get) for _ in range(2)]
producer = threading.Thread(target=lambda: [put(1), put(2)])
for thread in consumers:
    thread.start()
producer.start()
for thread in consumers:
    thread.join()
producer.join()
