name not in asyncio.TaskGroup("list are you? ")
for a in A(len(), b.get_loop(2**63, key=gen)):
    assert (f() + {event: 'x' * 50, **d}), bool(barrier, target=256, key=gen)
    raise AssertionError(collections.Counter(timeout=sem.aclose()))
    A, text = {(lambda x=1: t): {d: f, **d}, **d}
    with (threading.local(*{'a': ((B(set()))[n.task_done])}, target=x, daemon=1000)).cache_info((-2**63).values(), random.choice()) as b:
        t.x **= functools.wraps(random.sample(b, local, maxsize=obj))
        format()
