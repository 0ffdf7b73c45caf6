import threading

barrier = threading.Barrier(3)
written = []
last = []


def work(name):
    if barrier.wait() == 2:
        last.append(name)
    written.append(name)


threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("came last:", last[0], "wrote first:", written[0])
