# Iterators made of iterators.


def count(start=0, step=1):
    while True:
        yield start
        start = start + step


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item


def repeat(item, times=None):
    if times is None:
        while True:
            yield item
    for _ in range(times):
        yield item


class chain:
    def __init__(self, *iterables):
        self._items = _chained(iterables)

    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made._items = _chained(iterables)
        return made

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


def _chained(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


def islice(iterable, *bounds):
    if len(bounds) == 1:
        start, stop, step = 0, bounds[0], 1
    elif len(bounds) == 2:
        start, stop, step = bounds[0] or 0, bounds[1], 1
    else:
        start, stop, step = bounds[0] or 0, bounds[1], bounds[2] or 1
    return _sliced(iter(iterable), start, stop, step)


def _sliced(iterator, start, stop, step):
    wanted = start
    index = 0
    while stop is None or index < stop:
        try:
            item = next(iterator)
        except StopIteration:
            return
        if index == wanted:
            yield item
            wanted += step
        index += 1
        if stop is not None and wanted >= stop:
            # What follows the last item stays with the iterator, up to the end of the slice.
            while index < stop:
                try:
                    next(iterator)
                except StopIteration:
                    return
                index += 1


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    dropping = True
    for item in iterable:
        if dropping and predicate(item):
            continue
        dropping = False
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def accumulate(iterable, func=None, *, initial=None):
    total = initial
    first = initial is None
    if not first:
        yield total
    for item in iterable:
        if first:
            total = item
            first = False
        else:
            total = total + item if func is None else func(total, item)
        yield total


def pairwise(iterable):
    first = True
    before = None
    for item in iterable:
        if not first:
            yield before, item
        first = False
        before = item


def batched(iterable, n):
    batch = []
    for item in iterable:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    left = len(iterators)
    ended = [False] * left
    while left > 0:
        items = []
        for index in range(len(iterators)):
            item = fillvalue
            if not ended[index]:
                try:
                    item = next(iterators[index])
                except StopIteration:
                    ended[index] = True
                    left -= 1
            items.append(item)
        if left > 0:
            yield tuple(items)


def product(*iterables, repeat=1):
    pools = [list(iterable) for iterable in iterables] * repeat
    yield from _product(pools, ())


def _product(pools, before):
    if len(before) == len(pools):
        yield before
        return
    for item in pools[len(before)]:
        yield from _product(pools, (*before, item))


def permutations(iterable, r=None):
    pool = list(iterable)
    yield from _arranged(pool, len(pool) if r is None else r, (), [])


def _arranged(pool, r, before, used):
    if len(before) == r:
        yield before
        return
    for index in range(len(pool)):
        if index not in used:
            yield from _arranged(pool, r, (*before, pool[index]), [*used, index])


def combinations(iterable, r):
    yield from _chosen(list(iterable), r, (), 0, 1)


def combinations_with_replacement(iterable, r):
    yield from _chosen(list(iterable), r, (), 0, 0)


def _chosen(pool, r, before, start, step):
    if len(before) == r:
        yield before
        return
    for index in range(start, len(pool)):
        yield from _chosen(pool, r, (*before, pool[index]), index + step, step)


def groupby(iterable, key=None):
    group = []
    group_key = None
    for item in iterable:
        item_key = item if key is None else key(item)
        if group and item_key != group_key:
            yield group_key, iter(group)
            group = []
        group_key = item_key
        group.append(item)
    if group:
        yield group_key, iter(group)


def tee(iterable, n=2):
    items = list(iterable)
    return tuple([iter(items) for _ in range(n)])
