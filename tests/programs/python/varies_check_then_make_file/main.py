import os
import threading

made = []


def make(name):
    if not os.path.exists("lock.txt"):
        with open("lock.txt", "w") as file:
            file.write(name)
        made.append(name)


threads = [threading.Thread(target=make, args=(name,)) for name in ("ada", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("made by", len(made))
