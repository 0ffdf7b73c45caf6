# Files for coroutines: every operation is done by a thread of the loop's pool, as the library of this name does it.

from _files import open as _open_file
from asyncio import get_running_loop


async def _in_thread(function, *args):
    return await get_running_loop().run_in_executor(None, function, *args)


class AsyncTextIOWrapper:
    def __init__(self, file):
        self._file = file

    @property
    def name(self):
        return self._file.name

    @property
    def mode(self):
        return self._file.mode

    @property
    def closed(self):
        return self._file.closed

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

    async def read(self, size=-1):
        return await _in_thread(self._file.read, size)

    async def readline(self, size=-1):
        return await _in_thread(self._file.readline, size)

    async def readlines(self):
        return await _in_thread(self._file.readlines)

    async def write(self, text):
        return await _in_thread(self._file.write, text)

    async def writelines(self, lines):
        return await _in_thread(self._file.writelines, lines)

    async def seek(self, offset, whence=0):
        return await _in_thread(self._file.seek, offset, whence)

    async def tell(self):
        return await _in_thread(self._file.tell)

    async def truncate(self, size=None):
        return await _in_thread(self._file.truncate, size)

    async def flush(self):
        return await _in_thread(self._file.flush)

    async def close(self):
        return await _in_thread(self._file.close)


# What `open` gives: to be awaited, or to be entered with `async with`.
class _Opening:
    def __init__(self, args):
        self._args = args
        self._file = None

    async def _open(self):
        self._file = AsyncTextIOWrapper(await _in_thread(_open_file, *self._args))
        return self._file

    def __await__(self):
        return self._open()

    async def __aenter__(self):
        return await self._open()

    async def __aexit__(self, kind, error, traceback):
        await self._file.close()


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
    return _Opening((file, mode, buffering, encoding, errors, newline))
