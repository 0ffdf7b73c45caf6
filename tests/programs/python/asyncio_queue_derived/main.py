import asyncio


class Once(asyncio.Queue):
    """Takes every item once only."""

    def _init(self, maxsize):
        super()._init(maxsize)
        self.seen = set()

    def _put(self, item):
        if item not in self.seen:
            self.seen.add(item)
            super()._put(item)


async def worker(queue, done):
    while True:
        done.append(await queue.get())
        queue.task_done()


async def main():
    queue, done = Once(), []
    for item in "abcab":
        await queue.put(item)
    print(queue.qsize(), sorted(queue.seen))
    workers = [asyncio.create_task(worker(queue, done)) for _ in range(2)]
    await asyncio.sleep(0.05)
    for task in workers:
        task.cancel()
    print(sorted(done), await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
