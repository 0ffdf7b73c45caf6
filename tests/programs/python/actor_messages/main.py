# Actor model / event bus / state machine with match
from __future__ import annotations
import asyncio
import enum
import itertools
from dataclasses import dataclass, asdict, replace
from collections import defaultdict, Counter, namedtuple
from typing import Any, Awaitable, Callable, ClassVar, NamedTuple, Protocol
class State(str, enum.Enum):
    IDLE = "idle"
    BUSY = "busy"
    def __str__(self) -> str: return self.value
class Level(enum.IntEnum):
    LOW = 1
    HIGH = 10
class Perm(enum.Flag):
    R = enum.auto()
    W = enum.auto()
class Point(NamedTuple):
    x: int
    y: int = 0
    def dist(self) -> int: return abs(self.x) + abs(self.y)
@dataclass(frozen=True)
class Deposit:
    amount: int
@dataclass(frozen=True)
class Withdraw:
    amount: int
    reason: str = "none"
@dataclass
class Stop: pass
class Handler(Protocol):
    async def __call__(self, msg: Any) -> None: ...
class Actor:
    _ids: ClassVar[itertools.count] = itertools.count(1)
    def __init__(self) -> None:
        self.id = next(self._ids)
        self.inbox: asyncio.Queue[Any] = asyncio.Queue()
        self.balance = 0
        self.state = State.IDLE
    async def run(self) -> None:
        while True:
            msg = await self.inbox.get()
            self.state = State.BUSY
            match msg:
                case Deposit(amount=a) if a > 0:
                    self.balance += a
                case Deposit():
                    print("bad deposit", msg)
                case Withdraw(amount, reason=r) if amount <= self.balance:
                    self.balance -= amount; print("withdrew", amount, "for", r)
                case Withdraw(): print(f"{msg} refused at {self.balance=}")
                case ("batch", *rest): print("batch of", len(rest), rest)
                case {"cmd": str(c), **extra}: print("cmd", c, extra)
                case Point(x=0, y=yy): print("on axis", yy)
                case [x, y] | Point(x, y): print("pair", x, y)
                case int() | float() as n: print("number", n)
                case Stop(): print("stopping", self.state, f"{self.state!r}"); return
                case _: print("unknown", msg)
            self.state = State.IDLE
async def main():
    a = Actor(); t = asyncio.create_task(a.run())
    for m in [Deposit(100), Deposit(-1), Withdraw(30, reason="rent"), Withdraw(500), ("batch", 1, 2), {"cmd": "x", "k": 1}, Point(0, 4), Point(2, 3), (7, 8), 2.5, "what", Stop()]:
        a.inbox.put_nowait(m)
    await t
    print(a.id, asdict(Deposit(3)), replace(Withdraw(1), amount=2), Point(1).dist(), Point(3, 4)._asdict(), Point(1)._replace(y=9))
    print(Level.HIGH > Level.LOW, Level(10), Perm.R | Perm.W, Perm.R in (Perm.R | Perm.W), State("idle") is State.IDLE, State.IDLE == "idle", f"{State.IDLE}", list(State))
    bus: dict[str, list[Callable[..., Awaitable[None]]]] = defaultdict(list)
    def on(ev):
        def deco(f): bus[ev].append(f); return f
        return deco
    @on("x")
    async def one(v): print("one", v)
    @on("x")
    async def two(v): print("two", v)
    await asyncio.gather(*(h(5) for h in bus["x"]))
    try: Deposit(1).amount = 2
    except AttributeError as e: print(type(e).__name__, e)
asyncio.run(main())


def unpacked(point):
    x, *rest = point
    return x, rest, point


print(unpacked(Point(3, 4)))
