import threading

arrivals = []


def arrive(name):
    arrivals.append(name)


threads = [threading.Thread(target=arrive, args=(name,)) for name in ("ada", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(arrivals)
