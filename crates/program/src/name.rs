//! Names that the engine itself knows: they have the same [`NameId`] in every program.

use crate::NameId;

macro_rules! well_known {
    ($($ident:ident = $text:literal),* $(,)?) => {
        /// The well-known names, one constant each, in the order of [`TABLE`].
        pub mod well_known {
            use super::NameId;

            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(u16)]
            enum Index { $($ident),* }

            $(
                #[doc = concat!("`", $text, "`")]
                pub const $ident: NameId = NameId(Index::$ident as u16);
            )*

            /// The texts: a program's name table starts with them.
            pub const TABLE: &[&str] = &[$($text),*];
        }
    };
}

well_known! {
    // Special methods and attributes.
    INIT = "__init__", NEW = "__new__", CALL = "__call__", STR = "__str__", REPR = "__repr__", FORMAT = "__format__",
    EQ = "__eq__", NE = "__ne__", LT = "__lt__", LE = "__le__", GT = "__gt__", GE = "__ge__", HASH = "__hash__",
    BOOL = "__bool__", LEN = "__len__", CONTAINS = "__contains__", ITER = "__iter__", NEXT = "__next__",
    GETITEM = "__getitem__", SETITEM = "__setitem__", DELITEM = "__delitem__",
    GETATTR = "__getattr__", SETATTR = "__setattr__", DELATTR = "__delattr__",
    ENTER = "__enter__", EXIT = "__exit__", AENTER = "__aenter__", AEXIT = "__aexit__",
    AITER = "__aiter__", ANEXT = "__anext__", AWAIT = "__await__", GET = "__get__", SET = "__set__",
    NEG = "__neg__", POS = "__pos__", INVERT = "__invert__", ABS = "__abs__", INDEX = "__index__", INT = "__int__",
    FLOAT = "__float__",
    ADD = "__add__", RADD = "__radd__", IADD = "__iadd__", SUB = "__sub__", RSUB = "__rsub__", ISUB = "__isub__",
    MUL = "__mul__", RMUL = "__rmul__", IMUL = "__imul__", TRUEDIV = "__truediv__", RTRUEDIV = "__rtruediv__",
    FLOORDIV = "__floordiv__", RFLOORDIV = "__rfloordiv__", MOD = "__mod__", RMOD = "__rmod__",
    POW = "__pow__", RPOW = "__rpow__", AND = "__and__", RAND = "__rand__", OR = "__or__", ROR = "__ror__",
    XOR = "__xor__", RXOR = "__rxor__", LSHIFT = "__lshift__", RSHIFT = "__rshift__", MATMUL = "__matmul__",
    NAME_ = "__name__", QUALNAME = "__qualname__", DOC = "__doc__", CLASS = "__class__", DICT = "__dict__",
    BASES = "__bases__", MRO = "__mro__", MODULE = "__module__", WRAPPED = "__wrapped__", CAUSE = "__cause__",
    CONTEXT = "__context__", TRACEBACK = "__traceback__", SUPPRESS_CONTEXT = "__suppress_context__",
    SLOTS = "__slots__", INIT_SUBCLASS = "__init_subclass__", CLASS_GETITEM = "__class_getitem__",
    ABSTRACT_METHODS = "__abstractmethods__", INSTANCE_CHECK = "__instancecheck__", SHOWN = "__shown__",
    SUBCLASSES = "__subclasses__", STANDS_FOR = "__stands_for__", DEFAULTS = "__defaults__", SET_NAME = "__set_name__", NOTES = "__notes__",
    // Attributes and methods of built-in types.
    ARGS = "args", VALUE = "value", APPEND = "append", APPENDLEFT = "appendleft", EXTEND = "extend", INSERT = "insert",
    POP = "pop", POPLEFT = "popleft", POPITEM = "popitem", REMOVE = "remove", CLEAR = "clear", INDEX_ = "index",
    COUNT = "count", SORT = "sort", REVERSE = "reverse", COPY = "copy", KEYS = "keys", VALUES = "values",
    ITEMS = "items", GET_ = "get", UPDATE = "update", SETDEFAULT = "setdefault", FROMKEYS = "fromkeys",
    ADD_ = "add", DISCARD = "discard", UNION = "union", INTERSECTION = "intersection", DIFFERENCE = "difference",
    SYMMETRIC_DIFFERENCE = "symmetric_difference", ISSUBSET = "issubset", ISSUPERSET = "issuperset",
    ISDISJOINT = "isdisjoint", INTERSECTION_UPDATE = "intersection_update", DIFFERENCE_UPDATE = "difference_update",
    ROTATE = "rotate", MAXLEN = "maxlen", EXTENDLEFT = "extendleft",
    JOIN = "join", SPLIT = "split", RSPLIT = "rsplit", SPLITLINES = "splitlines", STRIP = "strip", LSTRIP = "lstrip",
    RSTRIP = "rstrip", UPPER = "upper", LOWER = "lower", TITLE = "title", CAPITALIZE = "capitalize",
    SWAPCASE = "swapcase", CASEFOLD = "casefold", REPLACE = "replace", FIND = "find", RFIND = "rfind",
    RINDEX = "rindex", STARTSWITH = "startswith", ENDSWITH = "endswith", FORMAT_ = "format", LJUST = "ljust",
    RJUST = "rjust", CENTER = "center", ZFILL = "zfill", ISDIGIT = "isdigit", ISALPHA = "isalpha",
    ISALNUM = "isalnum", ISSPACE = "isspace", ISUPPER = "isupper", ISLOWER = "islower", ISNUMERIC = "isnumeric",
    ISDECIMAL = "isdecimal", ISIDENTIFIER = "isidentifier", PARTITION = "partition", RPARTITION = "rpartition",
    REMOVEPREFIX = "removeprefix", REMOVESUFFIX = "removesuffix", EXPANDTABS = "expandtabs", ENCODE = "encode",
    BIT_LENGTH = "bit_length", BIT_COUNT = "bit_count", IS_INTEGER = "is_integer", REAL = "real", IMAG = "imag",
    NUMERATOR = "numerator", DENOMINATOR = "denominator", CONJUGATE = "conjugate", AS_INTEGER_RATIO = "as_integer_ratio",
    START = "start", STOP = "stop", STEP = "step",
    SEND = "send", THROW = "throw", CLOSE = "close", ASEND = "asend", ATHROW = "athrow", ACLOSE = "aclose",
    WITH_TRACEBACK = "with_traceback", ADD_NOTE = "add_note", EXCEPTIONS = "exceptions", MESSAGE = "message",
    CODE = "code", ERRNO = "errno", STRERROR = "strerror", FILENAME = "filename", SETTER = "setter", GETTER = "getter", DELETER = "deleter",
    FGET = "fget", FUNC = "__func__", SELF = "__self__",
    // Synchronisation.
    ACQUIRE = "acquire", RELEASE = "release", LOCKED = "locked", WAIT = "wait", WAIT_FOR = "wait_for",
    NOTIFY = "notify", NOTIFY_ALL = "notify_all", IS_SET = "is_set", SET_ = "set", ABORT = "abort", RESET = "reset",
    PARTIES = "parties", PRIVATE_VALUE = "_value", N_WAITING = "n_waiting", BROKEN = "broken",
    BLOCKING = "blocking", TIMEOUT = "timeout", BLOCK = "block", N = "n", ITEM = "item", PREDICATE = "predicate",
    SWAP_PUT = "_swap_put", SWAP_GET = "_swap_get",
    PUT = "put", PUT_NOWAIT = "put_nowait", GET_NOWAIT = "get_nowait", QSIZE = "qsize", EMPTY = "empty", FULL = "full",
    TASK_DONE = "task_done", MAXSIZE = "maxsize", UNFINISHED_TASKS = "unfinished_tasks",
    // Futures, tasks and the event loop.
    RESULT = "result", EXCEPTION = "exception", SET_RESULT = "set_result", SET_EXCEPTION = "set_exception",
    DONE = "done", CANCELLED = "cancelled", CANCEL = "cancel", CANCELLING = "cancelling", UNCANCEL = "uncancel",
    ADD_DONE_CALLBACK = "add_done_callback", REMOVE_DONE_CALLBACK = "remove_done_callback", GET_LOOP = "get_loop",
    GET_NAME = "get_name", SET_NAME_ = "set_name", GET_CORO = "get_coro", NAME = "name", MSG = "msg",
    CALL_SOON = "call_soon", CALL_SOON_THREADSAFE = "call_soon_threadsafe", CALL_LATER = "call_later",
    CALL_AT = "call_at", TIME = "time", CREATE_FUTURE = "create_future", CREATE_TASK = "create_task",
    RUN_IN_EXECUTOR = "run_in_executor", RUN_UNTIL_COMPLETE = "run_until_complete", RUN_FOREVER = "run_forever",
    IS_RUNNING = "is_running", IS_CLOSED = "is_closed", WHEN = "when", SET_DEBUG = "set_debug", GET_DEBUG = "get_debug",
    SET_DEFAULT_EXECUTOR = "set_default_executor", SET_EXCEPTION_HANDLER = "set_exception_handler",
    GET_EXCEPTION_HANDLER = "get_exception_handler", CALL_EXCEPTION_HANDLER = "call_exception_handler",
    DEFAULT_EXCEPTION_HANDLER = "default_exception_handler", TASK_TEXT = "_text",
    KEY = "key", SEP = "sep", END = "end", FLUSH = "flush", FILE = "file", DEFAULT = "default", STRICT = "strict",
    INITIAL = "initial", NDIGITS = "ndigits", BASE = "base", LOCK = "lock", LOOP = "loop", CONTEXT_ = "context",
    ACTION = "action", COROUTINE = "coroutine", DELAY = "delay", CALLBACK = "callback",
}

#[cfg(test)]
mod tests {
    use super::well_known;

    #[test]
    fn names_are_unique_and_numbered_in_order() {
        let mut texts = well_known::TABLE.to_vec();
        assert_eq!(
            well_known::TABLE[well_known::NOTIFY_ALL.index()],
            "notify_all"
        );
        texts.sort_unstable();
        let before = texts.len();
        texts.dedup();
        assert_eq!(texts.len(), before);
    }
}
