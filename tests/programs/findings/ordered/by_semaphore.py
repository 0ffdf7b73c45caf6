import threading

mutex = threading.Semaphore(1)
barrier = threading.Barrier(3)
shares = [0, 0, 0]
total = 0


def work(number):
    global total
    shares[number] += number
    barrier.wait()
    seen = sum(shares) + shares[(number + 1) % 3]
    barrier.wait()
    shares[number] += seen
    with mutex:
        total += seen


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, shares)
