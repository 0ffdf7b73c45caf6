# Random numbers: CPython's algorithms on the engine's generator, so that equal seeds give equal numbers.

from _interleave import new_twister, random_below, random_bits, random_float, seed_twister
from math import ceil as _ceil, cos as _cos, exp as _exp, floor as _floor, isfinite as _isfinite
from math import log as _log, sin as _sin, sqrt as _sqrt


def _find(cumulative, value, high):
    low = 0
    while low < high:
        middle = (low + high) // 2
        if value < cumulative[middle]:
            high = middle
        else:
            low = middle + 1
    return low


def _accumulated(weights):
    totals = []
    total = 0
    for weight in weights:
        total = total + weight
        totals.append(total)
    return totals


def _index(value):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value


class Random:
    def __init__(self, x=None):
        self._generator = new_twister()
        self._gauss_next = None
        if x is not None:
            self.seed(x)

    def seed(self, a=None, version=2):
        if isinstance(a, float):
            a = hash(a) % 18446744073709551616
        elif isinstance(a, str):
            raise TypeError("seeding with a str is not supported on the simulated machine: use an int")
        elif a is not None and not isinstance(a, int):
            raise TypeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
        seed_twister(self._generator, a)
        self._gauss_next = None

    def random(self):
        return random_float(self._generator)

    def getrandbits(self, k, /):
        if _index(k) < 0:
            raise ValueError("number of bits must be non-negative")
        return random_bits(self._generator, k)

    def uniform(self, a, b):
        return a + (b - a) * random_float(self._generator)

    def randrange(self, start, stop=None, step=1):
        _index(start)
        _index(step)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start <= 0:
                raise ValueError("empty range for randrange()")
            return random_below(self._generator, start)
        width = _index(stop) - start
        if step == 0:
            raise ValueError("zero step for randrange()")
        if step == 1 and width <= 0:
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
        count = -(-width // step)
        if count <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * random_below(self._generator, count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[random_below(self._generator, len(seq))]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        count = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[_floor(random_float(self._generator) * count)] for _ in range(k)]
            if isinstance(weights, int):
                raise TypeError(f"The number of choices must be a keyword argument: k={weights!r}")
            cum_weights = _accumulated(weights)
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != count:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        chosen = []
        for _ in range(k):
            chosen.append(population[_find(cum_weights, random_float(self._generator) * total, count - 1)])
        return chosen

    def shuffle(self, x):
        last = len(x) - 1
        while last > 0:
            other = random_below(self._generator, last + 1)
            x[last], x[other] = x[other], x[last]
            last -= 1

    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, frozenset, dict)) or not hasattr(population, "__getitem__"):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        size = len(population)
        if counts is not None:
            totals = _accumulated(counts)
            if len(totals) != size:
                raise ValueError("The number of counts does not match the population")
            total = totals.pop()
            if not isinstance(total, int):
                raise TypeError("Counts must be integers")
            if total <= 0:
                raise ValueError("Total of counts must be greater than zero")
            places = self.sample(range(total), k=k)
            return [population[_find(totals, place, len(totals))] for place in places]
        if not 0 <= k <= size:
            raise ValueError("Sample larger than population or is negative")
        # Few out of many are remembered; else those that are left are kept together. Which of the two decides what is
        # drawn, so the bound is CPython's.
        bound = 21
        if k > 5:
            bound += 4 ** _ceil(_log(k * 3, 4))
        chosen = []
        if size <= bound:
            left = list(population)
            for _ in range(k):
                place = random_below(self._generator, size)
                size -= 1
                chosen.append(left[place])
                left[place] = left[size]
            return chosen
        taken = set()
        for _ in range(k):
            place = random_below(self._generator, size)
            while place in taken:
                place = random_below(self._generator, size)
            taken.add(place)
            chosen.append(population[place])
        return chosen

    # A. J. Kinderman, J. F. Monahan: Computer generation of random variables using the ratio of uniform deviates, 1977.
    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            first = random_float(self._generator)
            second = 1.0 - random_float(self._generator)
            z = 1.7155277699214135 * (first - 0.5) / second
            if z * z / 4.0 <= -_log(second):
                return mu + z * sigma

    # G. E. P. Box, M. E. Muller: A note on the generation of random normal deviates, 1958. It gives two at a time.
    def gauss(self, mu=0.0, sigma=1.0):
        z = self._gauss_next
        self._gauss_next = None
        if z is None:
            angle = random_float(self._generator) * 6.283185307179586
            radius = _sqrt(-2.0 * _log(1.0 - random_float(self._generator)))
            z = _cos(angle) * radius
            self._gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -_log(1.0 - random_float(self._generator)) / lambd


_shared = Random()
seed = _shared.seed
random = _shared.random
getrandbits = _shared.getrandbits
uniform = _shared.uniform
randrange = _shared.randrange
randint = _shared.randint
choice = _shared.choice
choices = _shared.choices
shuffle = _shared.shuffle
sample = _shared.sample
normalvariate = _shared.normalvariate
gauss = _shared.gauss
lognormvariate = _shared.lognormvariate
expovariate = _shared.expovariate
