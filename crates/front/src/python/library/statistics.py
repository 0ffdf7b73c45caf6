# Averages and spreads: what `Lib/statistics.py` computes with fractions is computed with floats summed exactly.

from math import fsum, sqrt


class StatisticsError(ValueError):
    pass


def _items(data, least, word):
    items = list(data)
    if len(items) < least:
        points = "one data point" if least == 1 else "two data points"
        raise StatisticsError(f"{word} requires at least {points}")
    return items


def _quotient(total, count):
    if isinstance(total, int) and total % count == 0:
        return total // count
    return total / count


def _total(items):
    return sum(items) if all([isinstance(item, int) for item in items]) else fsum(items)


def mean(data):
    items = _items(data, 1, "mean")
    return _quotient(_total(items), len(items))


def fmean(data, weights=None):
    items = _items(data, 1, "fmean")
    if weights is not None:
        weights = list(weights)
        return fsum([item * weight for item, weight in zip(items, weights)]) / fsum(weights)
    return fsum(items) / len(items)


def median(data):
    items = sorted(data)
    if not items:
        raise StatisticsError("no median for empty data")
    half = len(items) // 2
    if len(items) % 2:
        return items[half]
    return (items[half - 1] + items[half]) / 2


def median_low(data):
    items = sorted(data)
    if not items:
        raise StatisticsError("no median for empty data")
    return items[(len(items) - 1) // 2]


def median_high(data):
    items = sorted(data)
    if not items:
        raise StatisticsError("no median for empty data")
    return items[len(items) // 2]


def multimode(data):
    counts = {}
    for item in data:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return [item for item, count in counts.items() if count == most]


def mode(data):
    modes = multimode(data)
    if not modes:
        raise StatisticsError("no mode for empty data")
    return modes[0]


def _spread(items, less):
    count = len(items)
    if all([isinstance(item, int) for item in items]):
        total = sum(items)
        above = count * sum([item * item for item in items]) - total * total
        return _quotient(above, count * (count - less))
    middle = fsum(items) / count
    return fsum([(item - middle) ** 2 for item in items]) / (count - less)


def variance(data, xbar=None):
    return _spread(_items(data, 2, "variance"), 1)


def pvariance(data, mu=None):
    return _spread(_items(data, 1, "pvariance"), 0)


def stdev(data, xbar=None):
    return sqrt(_spread(_items(data, 2, "stdev"), 1))


def pstdev(data, mu=None):
    return sqrt(_spread(_items(data, 1, "pstdev"), 0))


def quantiles(data, *, n=4, method="exclusive"):
    items = sorted(data)
    if n < 1:
        raise StatisticsError("n must be at least 1")
    if len(items) < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    for cut in range(1, n):
        if method == "inclusive":
            index, rest = divmod(cut * (len(items) - 1), n)
            result.append((items[index] * (n - rest) + items[index + 1] * rest) / n)
        else:
            index = min(max(cut * (len(items) + 1) // n, 1), len(items) - 1)
            rest = cut * (len(items) + 1) - index * n
            result.append((items[index - 1] * (n - rest) + items[index] * rest) / n)
    return result
