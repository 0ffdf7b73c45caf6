import threading

condition = threading.Condition()
items = []
turns = 0


def consume():
    global turns
    with condition:
        condition.wait_for(lambda: items)
        turns += items.pop()


threads = [threading.Thread(target=consume) for _ in range(2)]
for thread in threads:
    thread.start()
for number in range(2):
    with condition:
        items.append(number)
        turns += 1
        condition.notify()
while any(thread.is_alive() for thread in threads):
    pass
print(turns)
