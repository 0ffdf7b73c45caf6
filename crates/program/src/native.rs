//! Types and functions that the engine implements itself, under the names that programs (or the library's own
//! Python, for names in `_interleave`) use.

macro_rules! natives {
    (
        types { $($t:ident : $base:ident = $tpath:literal),* $(,)? }
        functions { $($f:ident = $fpath:literal),* $(,)? }
    ) => {
        /// A type or function that the engine implements.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[repr(u16)]
        pub enum Native {
            $( #[doc = concat!("the type `", $tpath, "`")] $t, )*
            $( #[doc = concat!("the function `", $fpath, "`")] $f, )*
        }

        impl Native {
            /// Every native.
            pub const ALL: &'static [Native] = &[$(Native::$t,)* $(Native::$f,)*];

            /// `module.name`
            #[must_use]
            pub fn path(self) -> &'static str {
                match self {
                    $(Native::$t => $tpath,)*
                    $(Native::$f => $fpath,)*
                }
            }

            /// The direct base of a type; `object` is its own. `None` for functions.
            #[must_use]
            pub fn base(self) -> Option<Native> {
                match self {
                    $(Native::$t => Some(Native::$base),)*
                    _ => None,
                }
            }
        }
    };
}

natives! {
    types {
        Object: Object = "builtins.object",
        Type: Object = "builtins.type",
        NoneType: Object = "types.NoneType",
        EllipsisType: Object = "types.EllipsisType",
        NotImplementedType: Object = "types.NotImplementedType",
        Int: Object = "builtins.int",
        Bool: Int = "builtins.bool",
        Float: Object = "builtins.float",
        Str: Object = "builtins.str",
        List: Object = "builtins.list",
        Tuple: Object = "builtins.tuple",
        Dict: Object = "builtins.dict",
        DictKeys: Object = "builtins.dict_keys",
        DictValues: Object = "builtins.dict_values",
        DictItems: Object = "builtins.dict_items",
        Set: Object = "builtins.set",
        FrozenSet: Object = "builtins.frozenset",
        Range: Object = "builtins.range",
        Slice: Object = "builtins.slice",
        Iterator: Object = "builtins.iterator",
        Function: Object = "types.FunctionType",
        BuiltinFunction: Object = "types.BuiltinFunctionType",
        Method: Object = "types.MethodType",
        Generator: Object = "types.GeneratorType",
        Coroutine: Object = "types.CoroutineType",
        AsyncGenerator: Object = "types.AsyncGeneratorType",
        Property: Object = "builtins.property",
        StaticMethod: Object = "builtins.staticmethod",
        ClassMethod: Object = "builtins.classmethod",
        Super: Object = "builtins.super",
        Deque: Object = "collections.deque",

        Lock: Object = "threading.Lock",
        RLock: Object = "threading.RLock",
        Condition: Object = "threading.Condition",
        Semaphore: Object = "threading.Semaphore",
        BoundedSemaphore: Semaphore = "threading.BoundedSemaphore",
        Event: Object = "threading.Event",
        Barrier: Object = "threading.Barrier",
        Queue: Object = "queue.Queue",
        LifoQueue: Queue = "queue.LifoQueue",
        PriorityQueue: Queue = "queue.PriorityQueue",
        SimpleQueue: Object = "queue.SimpleQueue",
        Future: Object = "asyncio.Future",
        Task: Future = "asyncio.Task",
        Handle: Object = "asyncio.Handle",
        EventLoop: Object = "asyncio.EventLoop",

        BaseException: Object = "builtins.BaseException",
        Exception: BaseException = "builtins.Exception",
        GeneratorExit: BaseException = "builtins.GeneratorExit",
        KeyboardInterrupt: BaseException = "builtins.KeyboardInterrupt",
        SystemExit: BaseException = "builtins.SystemExit",
        ArithmeticError: Exception = "builtins.ArithmeticError",
        OverflowError: ArithmeticError = "builtins.OverflowError",
        ZeroDivisionError: ArithmeticError = "builtins.ZeroDivisionError",
        AssertionError: Exception = "builtins.AssertionError",
        AttributeError: Exception = "builtins.AttributeError",
        EOFError: Exception = "builtins.EOFError",
        ImportError: Exception = "builtins.ImportError",
        ModuleNotFoundError: ImportError = "builtins.ModuleNotFoundError",
        LookupError: Exception = "builtins.LookupError",
        IndexError: LookupError = "builtins.IndexError",
        KeyError: LookupError = "builtins.KeyError",
        MemoryError: Exception = "builtins.MemoryError",
        NameError: Exception = "builtins.NameError",
        UnboundLocalError: NameError = "builtins.UnboundLocalError",
        OSError: Exception = "builtins.OSError",
        ConnectionError: OSError = "builtins.ConnectionError",
        BrokenPipeError: ConnectionError = "builtins.BrokenPipeError",
        FileExistsError: OSError = "builtins.FileExistsError",
        IsADirectoryError: OSError = "builtins.IsADirectoryError",
        NotADirectoryError: OSError = "builtins.NotADirectoryError",
        BlockingIOError: OSError = "builtins.BlockingIOError",
        InterruptedError: OSError = "builtins.InterruptedError",
        ConnectionAbortedError: ConnectionError = "builtins.ConnectionAbortedError",
        ConnectionRefusedError: ConnectionError = "builtins.ConnectionRefusedError",
        ConnectionResetError: ConnectionError = "builtins.ConnectionResetError",
        FileNotFoundError: OSError = "builtins.FileNotFoundError",
        PermissionError: OSError = "builtins.PermissionError",
        ProcessLookupError: OSError = "builtins.ProcessLookupError",
        TimeoutError: OSError = "builtins.TimeoutError",
        RuntimeError: Exception = "builtins.RuntimeError",
        NotImplementedError: RuntimeError = "builtins.NotImplementedError",
        RecursionError: RuntimeError = "builtins.RecursionError",
        BrokenBarrierError: RuntimeError = "threading.BrokenBarrierError",
        SystemError: Exception = "builtins.SystemError",
        StopIteration: Exception = "builtins.StopIteration",
        StopAsyncIteration: Exception = "builtins.StopAsyncIteration",
        TypeError: Exception = "builtins.TypeError",
        ValueError: Exception = "builtins.ValueError",
        UnicodeError: ValueError = "builtins.UnicodeError",
        Warning: Exception = "builtins.Warning",
        DeprecationWarning: Warning = "builtins.DeprecationWarning",
        FutureWarning: Warning = "builtins.FutureWarning",
        ResourceWarning: Warning = "builtins.ResourceWarning",
        RuntimeWarning: Warning = "builtins.RuntimeWarning",
        UserWarning: Warning = "builtins.UserWarning",
        QueueEmpty: Exception = "queue.Empty",
        QueueFull: Exception = "queue.Full",
        PickleError: Exception = "pickle.PickleError",
        PicklingError: PickleError = "pickle.PicklingError",
        UnpicklingError: PickleError = "pickle.UnpicklingError",
        CancelledError: BaseException = "asyncio.CancelledError",
        InvalidStateError: Exception = "asyncio.InvalidStateError",
    }
    functions {
        Print = "builtins.print",
        Len = "builtins.len",
        Repr = "builtins.repr",
        Hash = "builtins.hash",
        Id = "builtins.id",
        IsInstance = "builtins.isinstance",
        IsSubclass = "builtins.issubclass",
        Callable = "builtins.callable",
        GetAttr = "builtins.getattr",
        SetAttr = "builtins.setattr",
        HasAttr = "builtins.hasattr",
        Abs = "builtins.abs",
        Round = "builtins.round",
        DivMod = "builtins.divmod",
        Pow = "builtins.pow",
        Ord = "builtins.ord",
        Chr = "builtins.chr",
        Hex = "builtins.hex",
        Bin = "builtins.bin",
        Oct = "builtins.oct",
        Iter = "builtins.iter",
        Next = "builtins.next",
        Format = "builtins.format",

        Sqrt = "math.sqrt",
        Exp = "math.exp",
        Log = "math.log",
        Log2 = "math.log2",
        Log10 = "math.log10",
        Sin = "math.sin",
        Cos = "math.cos",
        Tan = "math.tan",
        Asin = "math.asin",
        Acos = "math.acos",
        Atan = "math.atan",
        Atan2 = "math.atan2",
        Hypot = "math.hypot",
        Degrees = "math.degrees",
        Radians = "math.radians",
        FAbs = "math.fabs",
        Floor = "math.floor",
        Ceil = "math.ceil",
        Trunc = "math.trunc",
        MathPow = "math.pow",
        FMod = "math.fmod",
        ModF = "math.modf",
        CopySign = "math.copysign",
        IsNan = "math.isnan",
        IsInf = "math.isinf",
        IsFinite = "math.isfinite",
        Gcd = "math.gcd",
        Lcm = "math.lcm",
        Factorial = "math.factorial",
        Comb = "math.comb",
        Perm = "math.perm",
        IntegerSqrt = "math.isqrt",

        Sleep = "time.sleep",
        Time = "time.time",
        Monotonic = "time.monotonic",
        PerfCounter = "time.perf_counter",
        ProcessTime = "time.process_time",
        TimeNs = "time.time_ns",
        MonotonicNs = "time.monotonic_ns",
        PerfCounterNs = "time.perf_counter_ns",

        GetRunningLoop = "asyncio.get_running_loop",
        RunningLoopOrNone = "_interleave.running_loop_or_none",
        NewLoop = "_interleave.new_loop",
        CloseLoop = "_interleave.close_loop",
        AllTasks = "asyncio.all_tasks",
        CurrentTask = "asyncio.current_task",
        IsCoroutine = "asyncio.iscoroutine",
        // Suspends the current task for one round of its loop, as a bare `yield` under a coroutine does.
        YieldToLoop = "_interleave.yield_to_loop",
        // `label_future(future, object, word)`: what waiting for the future means, for the sentence that says why.
        LabelFuture = "_interleave.label_future",
        // `labelled_future(object, word)`: a new future of the running loop, with its label.
        LabelledFuture = "_interleave.labelled_future",
        // `sleep_future(delay, result, word)`: one that its loop completes after so many seconds, unless it is cancelled.
        SleepFuture = "_interleave.sleep_future",
        // `set_unless_done(future, result)`
        SetUnlessDone = "_interleave.set_unless_done",
        // `note(object, word, count)`: what a primitive of the library's has done, for the trace.
        Note = "_interleave.note",
        // `gather_future(future, children)`: cancelling the future cancels the children instead.
        GatherFuture = "_interleave.gather_future",
        // Whether a gathering future was asked to be cancelled.
        CancelRequested = "_interleave.cancel_requested",

        // `start_thread(thread, function, args, name, daemon)` -> number of the new thread
        StartThread = "_interleave.start_thread",
        // `join_thread(number, timeout)` -> whether it has ended
        JoinThread = "_interleave.join_thread",
        ThreadEnded = "_interleave.thread_ended",
        RenameThread = "_interleave.rename_thread",
        // The object that `start_thread` was given, or `None` in the main thread.
        CurrentThreadObject = "_interleave.current_thread_object",
        CurrentThreadNumber = "_interleave.current_thread_number",
        // An exception that nothing catches in a thread: prints its traceback on standard error.
        ReportException = "_interleave.report_exception",
        // `fork_process(object, name, daemon, function)` -> number of the new process, which calls `function(object)`
        ForkProcess = "_interleave.fork_process",
        // The same with an empty memory, where `function()` has to run the module first.
        SpawnProcess = "_interleave.spawn_process",
        // `join_process(number, timeout)` -> whether it has ended
        JoinProcess = "_interleave.join_process",
        // `process_exit(number)` -> the exit code, or `None` before the process has ended
        ProcessExit = "_interleave.process_exit",
        // `signal_process(number, signal)`
        SignalProcess = "_interleave.signal_process",
        ExitProcess = "os._exit",
        CurrentProcess = "_interleave.current_process_number",
        ParentProcess = "_interleave.parent_process_number",
        GetPid = "os.getpid",
        GetParentPid = "os.getppid",
        // What a spawned process was given.
        GivenToProcess = "_interleave.given_to_process",
        // Runs the program's module from its start.
        RunModule = "_interleave.run_module",
        // `__name__` of the program's module: `__mp_main__` in a spawned process.
        ModuleName = "_interleave.module_name",
        // `to_kernel(object)` -> the same lock, queue …, fresh, for all processes
        ToKernel = "_interleave.to_kernel",
        // `shared_values(numbers)`: memory that processes share, a list of numbers or one number.
        SharedValues = "_interleave.shared_values",
        // `shared_get(store, index)`: a visible operation
        SharedGet = "_interleave.shared_get",
        // `shared_set(store, index, number)`: a visible operation
        SharedSet = "_interleave.shared_set",
        // `pipe_end(store, writing, opens)`: the process opens or closes an end of a pipe.
        PipeEnd = "_interleave.pipe_end",
        // `pipe_poll(store, timeout)` -> whether there is something to receive, or the end
        PipePoll = "_interleave.pipe_poll",
        // `notify_exit(number, store)`: when the process ends, its number is put into the queue.
        NotifyExit = "_interleave.notify_exit",
        // `queue_store(kind, maxsize)`: a queue whose waiting is done by the library (asyncio's).
        QueueStore = "_interleave.queue_store",
        // `sort_in_place(list, keys, reverse)`: sorts the list, stably, by the keys beside its items, and gives `True`;
        // or changes nothing and gives `False` where comparing the keys would run code.
        SortInPlace = "_interleave.sort_in_place",
        // Default text of any object, without running code.
        PlainRepr = "_interleave.plain_repr",
        // `lookup_special(x, name)` -> bound method of the class of `x`, or `None`
        LookupSpecial = "_interleave.lookup_special",
        // `plain_binary(op_name, a, b)` -> result or `NotImplemented`, without running code
        PlainBinary = "_interleave.plain_binary",
        // `plain_compare(op_name, a, b)` -> result or `NotImplemented`, without running code
        PlainCompare = "_interleave.plain_compare",
        PlainFormat = "_interleave.plain_format",
        PlainHash = "_interleave.plain_hash",
        // `keyed_members(container, hash)` -> the keys or members that are there under a hash of their own code
        KeyedMembers = "_interleave.keyed_members",
        // `stand_in(key, hash)` -> what a collection takes for a key whose hash is known
        StandIn = "_interleave.stand_in",
        // A generator of random numbers, without a seed yet.
        NewTwister = "_interleave.new_twister",
        // `seed_twister(generator, number)`: seeds with an integer, or with `None` from the machine when first needed.
        SeedTwister = "_interleave.seed_twister",
        // `random_float(generator)`: a float in [0, 1)
        RandomFloat = "_interleave.random_float",
        // `random_bits(generator, count)`: an integer of so many bits
        RandomBits = "_interleave.random_bits",
        // `random_below(generator, bound)`: an integer in [0, bound)
        RandomBelow = "_interleave.random_below",
        // `exchange(url, extra, timeout)`: waits for an answer, `extra` seconds longer than the network takes; whether it
        // came before the time-out, if that is not `None`.
        Exchange = "_interleave.exchange",
        // `network_latency(url)`: what the network takes for the next exchange, in seconds, for those who wait by a timer.
        NetworkLatency = "_interleave.network_latency",
        // System calls. Where one fails, its result is the negative number of the error.
        // `file_open(path, mode)` -> number of the file
        FileOpen = "_interleave.file_open",
        // `file_read(path, number, at, most)` -> the text, and where it ends
        FileRead = "_interleave.file_read",
        // `file_write(path, number, at, text)` -> where the text ends; at the file's end for `None`
        FileWrite = "_interleave.file_write",
        // `file_truncate(path, number, size)`
        FileTruncate = "_interleave.file_truncate",
        // `file_size(path, number)` -> bytes
        FileSize = "_interleave.file_size",
        // `file_close(path, number)`
        FileClose = "_interleave.file_close",
        // `path_status(path)` -> bytes of a file, `True` for a directory, `None` for nothing
        PathStatus = "_interleave.path_status",
        // `path_remove(path)`: a file
        PathRemove = "_interleave.path_remove",
        // `path_rename(path, new)`: a file
        PathRename = "_interleave.path_rename",
        DirectoryMake = "_interleave.directory_make",
        // `directory_remove(path)`: an empty one
        DirectoryRemove = "_interleave.directory_remove",
        // `directory_list(path)` -> the names in it
        DirectoryList = "_interleave.directory_list",
        // `new_class(metaclass, name, bases, namespace)`: a class, of which nobody has been told yet.
        NewClass = "_interleave.new_class",
        // `function_kind(function)`: `"function"`, `"generator"`, `"coroutine"` or `"async generator"` by what calling it
        // gives; `None` for what is no function of a program.
        FunctionKindOf = "_interleave.function_kind",
        // `current_context()`: the context variables of the task, a dictionary that nobody changes, or `None`.
        CurrentContext = "_interleave.current_context",
        // `set_current_context(values)`
        SetCurrentContext = "_interleave.set_current_context",
        // `handled_exception()`: the exception that is being handled, or `None`.
        HandledException = "_interleave.handled_exception",
        Dropped = "_interleave.dropped",
        // The name of the program's own innermost function, and the line at which it stands.
        Caller = "_interleave.caller",
        // `adopt_exception(exception, other)`: takes over where the other was raised, and what led to it.
        AdoptException = "_interleave.adopt_exception",
        // `keep_text(exception, text)`: what tracebacks show of an exception whose text is made by code.
        KeepText = "_interleave.keep_text",
        // `traceback_text(exception, chain)`: the whole traceback, with causes and contexts if `chain`.
        TracebackText = "_interleave.traceback_text",
        // `write(text)`: one visible operation, standard output.
        Write = "_interleave.write",
        WriteError = "_interleave.write_error",
        NotImplemented = "builtins.NotImplemented",
        CpuCount = "os.cpu_count",
        // `open_barrier(barrier)` -> index of the last one to arrive, which has called the action
        OpenBarrier = "_interleave.open_barrier",
        // `native_id(number)`: the name of a thread for the operating system.
        NativeId = "_interleave.native_id",
        // `get_scheduling(thread)` -> (class, priority, nice, cores) as Linux has them; `None` where there is no such
        // thread. The thread is a native id, or 0 for the caller's own.
        GetScheduling = "_interleave.get_scheduling",
        // `set_scheduling(thread, class, priority, nice, cores)`: `None` leaves one as it is. Whether there is such a thread.
        SetScheduling = "_interleave.set_scheduling",
        YieldCore = "os.sched_yield",
        GetSwitchInterval = "sys.getswitchinterval",
        SetSwitchInterval = "sys.setswitchinterval",
    }
}

impl Native {
    /// The name without its module.
    #[must_use]
    pub fn name(self) -> &'static str {
        let path = self.path();
        path.rsplit('.').next().unwrap_or(path)
    }

    /// The module that defines the name.
    #[must_use]
    pub fn module(self) -> &'static str {
        self.path().split('.').next().unwrap_or("")
    }

    /// Whether calling it looks at a clock.
    #[must_use]
    pub fn reads_clock(self) -> bool {
        matches!(
            self,
            Native::Time
                | Native::Monotonic
                | Native::PerfCounter
                | Native::ProcessTime
                | Native::TimeNs
                | Native::MonotonicNs
                | Native::PerfCounterNs
        )
    }

    /// Whether it is a type.
    #[must_use]
    pub fn is_type(self) -> bool {
        self.base().is_some()
    }

    /// Whether it is the type `ancestor` or derives from it.
    #[must_use]
    pub fn derives_from(self, ancestor: Native) -> bool {
        let mut current = self;
        loop {
            if current == ancestor {
                return true;
            }
            match current.base() {
                Some(base) if base != current => current = base,
                _ => return false,
            }
        }
    }

    /// The native with this `module.name`.
    #[must_use]
    pub fn find(path: &str) -> Option<Native> {
        Native::ALL
            .iter()
            .copied()
            .find(|native| native.path() == path)
    }
}

#[cfg(test)]
mod tests {
    use super::Native;

    #[test]
    fn natives_are_found_by_path_and_know_their_bases() {
        assert_eq!(Native::find("threading.Lock"), Some(Native::Lock));
        assert!(Native::KeyError.derives_from(Native::Exception));
        assert!(!Native::CancelledError.derives_from(Native::Exception));
        assert!(!Native::Print.is_type());
        for native in Native::ALL {
            assert_eq!(
                Native::find(native.path()),
                Some(*native),
                "{}",
                native.path()
            );
        }
    }
}
