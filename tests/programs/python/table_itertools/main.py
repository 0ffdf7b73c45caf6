import itertools
from itertools import (
    accumulate,
    chain,
    combinations,
    combinations_with_replacement,
    compress,
    count,
    cycle,
    dropwhile,
    filterfalse,
    groupby,
    islice,
    pairwise,
    permutations,
    product,
    repeat,
    starmap,
    takewhile,
    tee,
    zip_longest,
)

print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=10)))
print(list(chain("ab", [1], ())), list(chain.from_iterable([[1, 2], [3]])))
print(list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)))
print(list(permutations("abc", 2)), len(list(permutations(range(4)))))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)))
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(islice(count(10, 5), 3)), list(islice(cycle("ab"), 5)))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(starmap(pow, [(2, 3), (3, 2)])), list(repeat("x", 3)))
print([(key, list(group)) for key, group in groupby("aaabbc")])
words = ["apple", "avocado", "bean", "beet", "corn"]
print({key: list(group) for key, group in groupby(words, key=lambda word: word[0])})
print(list(islice(range(10), 2, 9, 3)), list(islice("abc", None)), list(pairwise([1, 2, 3])))
first, second = tee([1, 2, 3])
print(next(first), list(second), list(first))
print(list(zip_longest("ab", [1, 2, 3], fillvalue="-")))
print(next(itertools.count()), sum(itertools.islice(itertools.count(1), 100)))
