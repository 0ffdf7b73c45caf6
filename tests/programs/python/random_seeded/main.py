import random
from random import Random, randint


def attempt(function, *args, **named):
    try:
        print(function(*args, **named))
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)


random.seed(42)
print([random.random() for _ in range(3)])
print([randint(1, 6) for _ in range(20)])
print([random.randrange(10) for _ in range(5)], random.randrange(5, 100, 5), random.randrange(10, 0, -3))
print(random.randrange(10**30), random.randint(-5, 5))
print(random.uniform(1, 10), random.uniform(-1.5, 1.5))
print(random.choice(["red", "green", "blue"]), random.choice("abc"), random.choice(range(100)))
print(random.choices([1, 2, 3], k=5), random.choices("abc", weights=[5, 3, 1], k=8))
print(random.choices("abc", cum_weights=[1, 2, 10], k=4))
cards = list(range(20))
random.shuffle(cards)
print(cards)
print(random.sample(cards, 5), random.sample(range(10000), 8), random.sample(["a", "b"], counts=[3, 2], k=4))
print(random.getrandbits(1), random.getrandbits(32), random.getrandbits(100), random.getrandbits(0))
print([random.gauss(0, 1) for _ in range(3)])
print([random.normalvariate(10, 2) for _ in range(3)], random.expovariate(0.5), random.lognormvariate(0, 0.25))

for seed in [0, 1, -1, 2**32, 2**100 + 1, True]:
    random.seed(seed)
    print(seed, random.random(), random.getrandbits(40))
random.seed(0.5)
print(random.random())

mine, yours = Random(7), Random(7)
print([mine.randint(0, 99) for _ in range(5)] == [yours.randint(0, 99) for _ in range(5)], mine.random())
generator = Random(3)
print(sum(generator.randrange(1000) for _ in range(1500)))


class Die(Random):
    def roll(self):
        return self.randint(1, 6)


die = Die(5)
print([die.roll() for _ in range(10)])

unseeded = Random()
print(0 <= unseeded.random() < 1, Random().random() != Random(42).random())

attempt(random.choice, [])
attempt(random.randint, 5, 1)
attempt(random.randrange, 0)
attempt(random.randrange, 1, 5, 0)
attempt(random.sample, [1, 2], 3)
attempt(random.sample, {1, 2}, 1)
attempt(random.choices, [1, 2], [1])
attempt(random.choices, [1, 2], [0, 0])
attempt(random.getrandbits, -1)
attempt(random.seed, [1])
