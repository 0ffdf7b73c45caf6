# Functions in threads, for loops that must not block.


_pools = {}


def _pool_of(loop):
    pool = _pools.get(id(loop))
    if pool is None:
        pool = ThreadPoolExecutor(thread_name_prefix="asyncio")
        _pools[id(loop)] = pool
    return pool


def _stop_pool(loop):
    pool = _pools.pop(id(loop), None)
    if pool is not None:
        pool.shutdown()


def _run_in_executor(loop, executor, function, args):
    if executor is None:
        executor = _pool_of(loop)
    return wrap_future(executor.submit(function, *args), loop=loop)


def wrap_future(source, *, loop=None):
    if isinstance(source, Future):
        return source
    loop = loop or get_running_loop()
    future = loop.create_future()

    def copy(source):
        if future.done():
            return
        if source.cancelled():
            future.cancel()
        elif source.exception() is not None:
            future.set_exception(source.exception())
        else:
            future.set_result(source.result())

    def source_done(source):
        loop.call_soon_threadsafe(copy, source)

    def future_done(future):
        if future.cancelled():
            source.cancel()

    label_future(future, source, "pool")
    future.add_done_callback(future_done)
    source.add_done_callback(source_done)
    return future


async def to_thread(function, /, *args, **kwargs):
    loop = get_running_loop()
    submitted = _pool_of(loop).submit(_in_context, current_context(), function, args, kwargs)
    return await wrap_future(submitted, loop=loop)


def _in_context(context, function, args, kwargs):
    set_current_context(context)
    return function(*args, **kwargs)
