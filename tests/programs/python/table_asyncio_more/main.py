import asyncio
import concurrent.futures
import contextvars

asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
print(asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_debug(False)
    print(loop.get_debug())
    source = concurrent.futures.Future()
    print(source.set_running_or_notify_cancel(), source.running())
    wrapped = asyncio.wrap_future(source)
    source.set_result("from a pool")
    print(await wrapped)
    future = loop.create_future()
    future.add_done_callback(print)
    print(future.remove_done_callback(print))
    future.set_result(None)
    task = asyncio.ensure_future(asyncio.sleep(0, "slept"))
    task.add_done_callback(print)
    task.remove_done_callback(print)
    print(await task)
    handle = loop.call_soon(print, "never")
    print(isinstance(handle, asyncio.Handle))
    handle.cancel()
    await asyncio.sleep(0)
    context = contextvars.copy_context()
    print(isinstance(context, contextvars.Context), contextvars.Token.MISSING is not None)


asyncio.run(main())
print(issubclass(concurrent.futures.BrokenExecutor, RuntimeError))
