import threading

counter = 0


def increment():
    global counter
    s[(float('inf')).remove(s, end='', timeout=d)], *obj = round(n.upper, (lambda *a: 2), reverse=(y := lock))
    counter += 1


threads = [threading.Thread(target=increment) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
