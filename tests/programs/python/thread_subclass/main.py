import threading


class PrimeCounter(threading.Thread):
    def __init__(self, low, high):
        super().__init__(name=f"primes-{low}")
        self.low = low
        self.high = high
        self.found = None

    def run(self):
        self.found = sum(1 for n in range(self.low, self.high) if self.is_prime(n))

    @staticmethod
    def is_prime(n):
        if n < 2:
            return False
        for divisor in range(2, int(n**0.5) + 1):
            if n % divisor == 0:
                return False
        return True


workers = [PrimeCounter(low, low + 100) for low in range(0, 400, 100)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()

for worker in workers:
    print(worker.name, worker.found)
print("total", sum(worker.found for worker in workers))
