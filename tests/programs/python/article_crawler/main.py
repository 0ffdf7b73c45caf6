# asyncio: crawler with workers, cancellation and a summary
import asyncio
import logging
import sys
from dataclasses import dataclass, field
from typing import Optional, List, Dict
from enum import Enum, auto

logging.basicConfig(level=logging.INFO, format="[%(levelname)-7s] %(name)s: %(message)s", stream=sys.stdout)
log = logging.getLogger("crawler")

class Status(Enum):
    PENDING = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()

@dataclass(order=True)
class Page:
    priority: int
    url: str = field(compare=False)
    status: Status = field(default=Status.PENDING, compare=False)
    links: List[str] = field(default_factory=list, compare=False, repr=False)

class CrawlError(Exception):
    def __init__(self, url: str, code: int) -> None:
        super().__init__(f"{url} answered {code}")
        self.url = url
        self.code = code

async def fetch(page: Page, delay: float) -> Optional[Page]:
    page.status = Status.RUNNING
    await asyncio.sleep(delay)
    if "bad" in page.url:
        page.status = Status.FAILED
        raise CrawlError(page.url, 500)
    page.status = Status.DONE
    page.links = [f"{page.url}/{i}" for i in range(page.priority)]
    return page

async def worker(name: str, queue: "asyncio.PriorityQueue[Page]", seen: Dict[str, Page]) -> None:
    while True:
        page = await queue.get()
        try:
            await fetch(page, page.priority / 100)
            for link in page.links[:1]:
                if link not in seen and link.count("/") < 4:
                    child = Page(page.priority - 1, link)
                    seen[link] = child
                    queue.put_nowait(child)
        except CrawlError as e:
            log.error("%s failed: %s (%s)", name, e, type(e).__name__)
        except asyncio.CancelledError:
            log.warning("%s cancelled", name)
            raise
        else:
            log.info("%s got %r", name, page)
        finally:
            queue.task_done()

async def main() -> None:
    queue: asyncio.PriorityQueue = asyncio.PriorityQueue()
    seen: Dict[str, Page] = {}
    for i, name in enumerate(["a", "bad", "c"], start=1):
        page = Page(i, name)
        seen[name] = page
        await queue.put(page)
    workers = [asyncio.create_task(worker(f"w{i}", queue, seen), name=f"w{i}") for i in range(2)]
    await queue.join()
    for w in workers:
        w.cancel()
    results = await asyncio.gather(*workers, return_exceptions=True)
    print([type(r).__name__ for r in results])
    by_status: Dict[Status, int] = {}
    for p in seen.values():
        by_status[p.status] = by_status.get(p.status, 0) + 1
    for status, n in sorted(by_status.items(), key=lambda kv: kv[0].value):
        print(f"{status.name:<8}|{n:>3}")

if __name__ == "__main__":
    asyncio.run(main())
