import threading


def log(name):
    for number in range(20):
        with open("log.txt", "a") as file:
            file.write(f"{name} {number}\n")


threads = [threading.Thread(target=log, args=(name,)) for name in ("ada", "bob", "cyd")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
lines = open("log.txt").read().splitlines()
print(len(lines), len(set(lines)))
for name in ("ada", "bob", "cyd"):
    own = [int(line.split()[1]) for line in lines if line.startswith(name)]
    print(name, own == list(range(20)))
