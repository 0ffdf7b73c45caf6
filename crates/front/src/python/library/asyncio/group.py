# Groups of tasks that end together.


class TaskGroup:
    def __init__(self):
        self._tasks = []
        self._errors = []
        self._parent = None
        self._aborting = False
        self._parent_cancelled = False
        self._waiter = None
        self._exiting = False
        self._entered = False

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError("TaskGroup has already been entered")
        self._entered = True
        self._parent = current_task()
        return self

    def create_task(self, coro, *, name=None):
        if not self._entered:
            raise RuntimeError("TaskGroup has not been entered")
        if self._exiting and not self._tasks:
            raise RuntimeError("TaskGroup is finished")
        if self._aborting:
            raise RuntimeError("TaskGroup is shutting down")
        task = create_task(coro, name=name)
        self._tasks.append(task)
        task.add_done_callback(self._on_done)
        return task

    async def __aexit__(self, kind, error, traceback):
        self._exiting = True
        cancellation = error if isinstance(error, CancelledError) else None
        if self._parent_cancelled:
            if self._parent.uncancel() == 0:
                cancellation = None
        if error is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._waiter is None:
                self._waiter = get_running_loop().create_future()
            try:
                await self._waiter
            except CancelledError as stop:
                if not self._aborting:
                    cancellation = stop
                    self._abort()
            self._waiter = None
        if cancellation is not None and not self._errors:
            raise cancellation
        if error is not None and not isinstance(error, CancelledError):
            self._errors.append(error)
        if self._errors:
            errors = self._errors
            self._errors = []
            kind = ExceptionGroup
            for each in errors:
                if not isinstance(each, Exception):
                    kind = BaseExceptionGroup
            raise kind("unhandled errors in a TaskGroup", errors)
        return None

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_done(self, task):
        self._tasks.remove(task)
        if self._waiter is not None and not self._tasks and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if not self._aborting and not self._parent_cancelled:
            self._abort()
            if not self._exiting:
                self._parent_cancelled = True
                self._parent.cancel()
