import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work("a", 0.01), name="first")
    print(task.get_name(), task.done(), task.cancelling(), task.get_coro().__name__, asyncio.current_task() is task)
    task.set_name("renamed")
    task.add_done_callback(lambda done: print("done:", done.get_name(), done.result()))
    print(await task, task.exception(), task.cancelled(), len(asyncio.all_tasks()))
    future = loop.create_future()
    print(repr(future), asyncio.isfuture(future), asyncio.iscoroutine(future), future.get_loop() is loop)
    loop.call_at(loop.time() + 0.01, future.set_result, 5)
    print(await future, future.done())
    for wrong in (lambda: future.set_result(1), lambda: loop.create_future().result()):
        try:
            wrong()
        except asyncio.InvalidStateError as error:
            print("InvalidStateError", error)
    handle = loop.call_later(0.01, print, "never")
    handle.cancel()
    print(handle.cancelled(), handle.when() > 0)
    loop.call_soon(print, "soon")
    async with asyncio.timeout(None) as limit:
        limit.reschedule(loop.time() + 1)
        print(limit.expired(), limit.when() > loop.time())
    try:
        async with asyncio.timeout_at(loop.time() + 0.01):
            await asyncio.sleep(1)
    except TimeoutError:
        print("timed out")
    stubborn = asyncio.create_task(work("b", 1))
    await asyncio.sleep(0)
    stubborn.cancel("enough")
    print(stubborn.cancelling(), stubborn.uncancel())
    try:
        await stubborn
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    print(asyncio.iscoroutinefunction(work), asyncio.iscoroutinefunction(print))
    print(await loop.run_in_executor(None, sum, [1, 2]), await asyncio.shield(work("shielded", 0)))
    print(await asyncio.ensure_future(work("ensured", 0)))
    for next_done in asyncio.as_completed([work("slow", 0.02), work("fast", 0.01)]):
        print(await next_done)


asyncio.run(main())
with asyncio.Runner() as runner:
    print(runner.run(work("r1", 0)), runner.run(work("r2", 0)), runner.get_loop().is_closed())
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop, loop.run_until_complete(work("old style", 0)))
print(loop.run_until_complete(asyncio.wait_for(work("in time", 0), 1)))
loop.close()
print(loop.is_closed())
for wrong in (lambda: asyncio.get_running_loop(), lambda: loop.run_until_complete(loop.create_future())):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
