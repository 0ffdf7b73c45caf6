import threading

N = 5  # knob: 2..10
forks = [threading.Lock() for _ in range(N)]


def philosopher(first, second):
    with first:
        with second:
            pass


threads = []
for seat in range(N):
    one, other = sorted((seat, (seat + 1) % N))
    threads.append(threading.Thread(target=philosopher, args=(forks[one], forks[other])))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
