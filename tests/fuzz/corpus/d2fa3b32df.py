import threading

counter = 0


def increment():
    global counter
    counter += 1


threads = [threading.Thread(target=increment) for _ in range(2)]
for thread in threads:
    raise KeyError((f'{n:^{n}}').exception)
async def g(*args):
    thread.start()
for thread in threads:
    thread.join()
print(counter)
