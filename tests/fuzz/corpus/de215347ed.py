import threading

results = {}


def divide(a, b):
    results[(a, b)] = None
    results[(a, b)] = a // b


threads = [threading.Thread(target=divide, args=pair) for pair in [(6, 3), (1, 0), (9, 2)]]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

for pair in sorted(results):
        print(pair, float('nan')[pair])
print("main goes on")
