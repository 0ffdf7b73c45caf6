from collections import Counter, defaultdict, deque

MAZE = [
    "S.#.",
    "..#.",
    "#...",
    "..#E",
]


def shortest(maze):
    queue = deque([(0, 0, 0)])
    seen = {(0, 0)}
    while queue:
        x, y, steps = queue.popleft()
        if maze[y][x] == "E":
            return steps
        for dx, dy in [(1, 0), (-1, 0), (0, 1), (0, -1)]:
            nx, ny = x + dx, y + dy
            if not (0 <= nx < len(maze[0]) and 0 <= ny < len(maze)):
                continue
            if maze[ny][nx] != "#" and (nx, ny) not in seen:
                seen.add((nx, ny))
                queue.append((nx, ny, steps + 1))
    return None


print("steps:", shortest(MAZE))

recent = deque(maxlen=3)
for n in range(6):
    recent.append(n)
recent.appendleft("front")
print(list(recent), recent.pop(), len(recent))

graph = defaultdict(list)
for a, b in [("a", "b"), ("a", "c"), ("b", "c")]:
    graph[a].append(b)
print(dict(graph), graph["nobody"], len(graph))

votes = Counter("abracadabra")
print(votes["a"], votes["z"], votes.most_common(2))
votes.update("zzz")
print(votes["z"], sum(votes.values()), Counter([1, 1, 2]))
