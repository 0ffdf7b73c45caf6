import threading

lock = threading.Lock()


def count(times):
    for _ in range(times):
        with lock:
            with open("counter.txt") as file:
                value = int(file.read())
            with open("counter.txt", "w") as file:
                file.write(str(value + 1))


with open("counter.txt", "w") as file:
    file.write("0")
threads = [threading.Thread(target=count, args=(25,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(open("counter.txt").read())
