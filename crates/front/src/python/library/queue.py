# Queues of threads are natives. Here are priority queues of objects that compare themselves: their items are copied,
# changed as a heap, and put back in one operation, again if somebody else was quicker.

from heapq import heappop, heappush


def _put_by_code(queue, item, items):
    while items is not None:
        changed = items[:]
        heappush(changed, item)
        items = queue._swap_put(item, changed, items)


def _get_by_code(queue, items):
    while items is not None:
        changed = items[:]
        item = heappop(changed)
        items = queue._swap_get(item, changed, items)
    return item
