from multiprocessing import Manager, Pool, Process


def say(*words):
    print(*words, flush=True)


def fill(shared, items, number, lock):
    shared[number] = number * number
    with lock:
        items.append(number)
        shared["count"] = shared.get("count", 0) + 1


def square(job):
    number, results = job
    results.put(number * number)
    return number


if __name__ == "__main__":
    with Manager() as manager:
        shared, items, lock = manager.dict(), manager.list(), manager.Lock()
        processes = [Process(target=fill, args=(shared, items, i, lock)) for i in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        say(sorted(items), len(items), 3 in items)
        say(shared["count"], sorted(shared.items(), key=str))
        items.sort(reverse=True)
        items.extend([7, 8])
        items[0] = "first"
        say(items, items[1:3], list(items))
        del shared["count"]
        say(shared.pop(0), shared.get("none", "default"), sorted(shared.keys()), "count" in shared)
        try:
            shared["missing"]
        except KeyError as error:
            say("KeyError:", error)
        inner = manager.dict(a=[1])
        inner["a"].append(2)
        say("a copy was changed:", inner)
        inner["a"] = inner["a"] + [2]
        say("now it is kept:", inner)
        space = manager.Namespace(x=1)
        space.y = space.x + 1
        say(space.x, space.y)
        value = manager.Value("i", 5)
        value.value += 1
        say(value.value)
        results = manager.Queue()
        with Pool(2) as pool:
            say(pool.map(square, [(i, results) for i in range(3)]))
        say(sorted(results.get() for _ in range(3)))
