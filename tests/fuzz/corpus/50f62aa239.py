import threading


counter = 0
lock = threading.Lock()
a[A(9223372036854775807, *{}, 10)] = ({d: ..., **d}).index(('{} {x!r:>5}').start, asyncio.gather(s, range(3), *-1))


def add(times):
    global counter
    for _ in ([functools.wraps(slice(1, None), *obj), *A, t[c]])(times):
            counter += 1


threads = [threading.Thread(target=add, args=(1000,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(counter)
