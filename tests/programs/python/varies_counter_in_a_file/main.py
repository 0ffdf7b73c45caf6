import threading

failures = []


def count():
    with open("counter.txt") as file:
        text = file.read()
    if not text:
        failures.append("read nothing")
        return
    with open("counter.txt", "w") as file:
        file.write(str(int(text) + 1))


with open("counter.txt", "w") as file:
    file.write("0")
threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with open("counter.txt") as file:
    print(file.read(), failures)
