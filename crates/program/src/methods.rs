//! Which methods the built-in types have.

use crate::well_known::*;
use crate::{NameId, Native};

/// Whether a built-in type, or one that it derives from, has a method.
#[must_use]
pub fn has_method(native: Native, name: NameId) -> bool {
    let mut current = native;
    loop {
        if of(current).contains(&name) || protocol(current).contains(&name) {
            return true;
        }
        match current.base() {
            Some(base) if base != current => current = base,
            _ => return false,
        }
    }
}

/// The special methods that a built-in type adds to those of `object`.
fn protocol(native: Native) -> &'static [NameId] {
    match native {
        Native::Object => &[
            INIT,
            NEW,
            INIT_SUBCLASS,
            REPR,
            STR,
            FORMAT,
            EQ,
            NE,
            LT,
            LE,
            GT,
            GE,
            HASH,
            SETATTR,
            DELATTR,
        ],
        Native::Type => &[CALL],
        Native::Int => &[
            ADD, RADD, SUB, RSUB, MUL, RMUL, TRUEDIV, RTRUEDIV, FLOORDIV, RFLOORDIV, MOD, RMOD,
            POW, RPOW, AND, RAND, OR, ROR, XOR, RXOR, LSHIFT, RSHIFT, NEG, POS, INVERT, ABS, BOOL,
            INDEX, INT, FLOAT,
        ],
        Native::Float => &[
            ADD, RADD, SUB, RSUB, MUL, RMUL, TRUEDIV, RTRUEDIV, FLOORDIV, RFLOORDIV, MOD, RMOD,
            POW, RPOW, NEG, POS, ABS, BOOL, INT, FLOAT,
        ],
        Native::Str => &[ADD, MUL, RMUL, MOD, LEN, CONTAINS, ITER, GETITEM],
        Native::Tuple => &[ADD, MUL, RMUL, LEN, CONTAINS, ITER, GETITEM],
        Native::List => &[
            ADD, IADD, MUL, RMUL, IMUL, LEN, CONTAINS, ITER, GETITEM, SETITEM, DELITEM,
        ],
        Native::Deque => &[
            ADD, IADD, MUL, IMUL, LEN, CONTAINS, ITER, GETITEM, SETITEM, DELITEM, BOOL,
        ],
        Native::Dict => &[OR, ROR, LEN, CONTAINS, ITER, GETITEM, SETITEM, DELITEM],
        Native::DictKeys | Native::DictItems => &[SUB, AND, OR, XOR, LEN, CONTAINS, ITER],
        Native::DictValues => &[LEN, ITER],
        Native::Set | Native::FrozenSet => &[SUB, AND, OR, XOR, LEN, CONTAINS, ITER],
        Native::Range => &[LEN, CONTAINS, ITER, GETITEM, BOOL],
        Native::Iterator | Native::Generator => &[ITER, NEXT],
        Native::AsyncGenerator => &[AITER, ANEXT],
        Native::Coroutine => &[AWAIT],
        Native::Future => &[AWAIT, ITER],
        Native::Function | Native::BuiltinFunction | Native::Method => &[CALL],
        Native::Lock | Native::RLock | Native::Condition | Native::Semaphore => &[ENTER, EXIT],
        Native::Queue | Native::SimpleQueue => &[],
        _ => &[],
    }
}

/// The methods, special ones aside, that a built-in type adds to those of the type that it derives from.
#[must_use]
pub fn of(native: Native) -> &'static [NameId] {
    match native {
        Native::Int => &[
            BIT_LENGTH,
            BIT_COUNT,
            CONJUGATE,
            AS_INTEGER_RATIO,
            IS_INTEGER,
        ],
        Native::Float => &[IS_INTEGER, AS_INTEGER_RATIO, CONJUGATE],
        Native::Str => &[
            JOIN,
            SPLIT,
            RSPLIT,
            SPLITLINES,
            STRIP,
            LSTRIP,
            RSTRIP,
            UPPER,
            LOWER,
            TITLE,
            CAPITALIZE,
            SWAPCASE,
            CASEFOLD,
            REPLACE,
            FIND,
            RFIND,
            INDEX_,
            RINDEX,
            COUNT,
            STARTSWITH,
            ENDSWITH,
            FORMAT_,
            LJUST,
            RJUST,
            CENTER,
            ZFILL,
            ISDIGIT,
            ISALPHA,
            ISALNUM,
            ISSPACE,
            ISUPPER,
            ISLOWER,
            ISNUMERIC,
            ISDECIMAL,
            ISIDENTIFIER,
            PARTITION,
            RPARTITION,
            REMOVEPREFIX,
            REMOVESUFFIX,
            EXPANDTABS,
            ENCODE,
        ],
        Native::List => &[
            APPEND, EXTEND, INSERT, POP, REMOVE, CLEAR, INDEX_, COUNT, SORT, REVERSE, COPY,
        ],
        Native::Tuple => &[INDEX_, COUNT],
        Native::Range => &[INDEX_, COUNT],
        Native::Dict => &[
            KEYS, VALUES, ITEMS, GET_, POP, POPITEM, CLEAR, UPDATE, SETDEFAULT, COPY, FROMKEYS,
        ],
        Native::DictKeys | Native::DictItems => &[ISDISJOINT],
        Native::Set => &[
            ADD_,
            DISCARD,
            REMOVE,
            POP,
            CLEAR,
            UPDATE,
            COPY,
            UNION,
            INTERSECTION,
            DIFFERENCE,
            SYMMETRIC_DIFFERENCE,
            ISSUBSET,
            ISSUPERSET,
            ISDISJOINT,
            INTERSECTION_UPDATE,
            DIFFERENCE_UPDATE,
        ],
        Native::FrozenSet => &[
            COPY,
            UNION,
            INTERSECTION,
            DIFFERENCE,
            SYMMETRIC_DIFFERENCE,
            ISSUBSET,
            ISSUPERSET,
            ISDISJOINT,
        ],
        Native::Deque => &[
            APPEND, APPENDLEFT, EXTEND, EXTENDLEFT, POP, POPLEFT, REMOVE, CLEAR, INDEX_, COUNT,
            REVERSE, ROTATE, COPY, INSERT,
        ],
        Native::Generator | Native::Coroutine => &[SEND, THROW, CLOSE],
        Native::AsyncGenerator => &[ASEND, ATHROW, ACLOSE],
        Native::Property => &[SETTER, GETTER, DELETER],
        Native::BaseException => &[WITH_TRACEBACK, ADD_NOTE],
        Native::Lock => &[ACQUIRE, RELEASE, LOCKED],
        Native::RLock => &[ACQUIRE, RELEASE],
        Native::Condition => &[ACQUIRE, RELEASE, WAIT, WAIT_FOR, NOTIFY, NOTIFY_ALL],
        Native::Semaphore => &[ACQUIRE, RELEASE, LOCKED],
        Native::Event => &[IS_SET, SET_, CLEAR, WAIT],
        Native::Barrier => &[WAIT, RESET, ABORT],
        Native::Queue => &[
            PUT, GET_, PUT_NOWAIT, GET_NOWAIT, QSIZE, EMPTY, FULL, TASK_DONE, JOIN, SWAP_PUT,
            SWAP_GET,
        ],
        Native::SimpleQueue => &[PUT, GET_, PUT_NOWAIT, GET_NOWAIT, QSIZE, EMPTY],
        Native::Future => &[
            RESULT,
            EXCEPTION,
            SET_RESULT,
            SET_EXCEPTION,
            DONE,
            CANCELLED,
            CANCEL,
            ADD_DONE_CALLBACK,
            REMOVE_DONE_CALLBACK,
            GET_LOOP,
        ],
        Native::Task => &[
            CANCELLING, UNCANCEL, GET_NAME, SET_NAME_, GET_CORO, TASK_TEXT,
        ],
        Native::Handle => &[CANCEL, CANCELLED, WHEN],
        Native::EventLoop => &[
            CALL_SOON,
            CALL_SOON_THREADSAFE,
            CALL_LATER,
            CALL_AT,
            TIME,
            CREATE_FUTURE,
            CREATE_TASK,
            RUN_IN_EXECUTOR,
            RUN_UNTIL_COMPLETE,
            RUN_FOREVER,
            STOP,
            CLOSE,
            IS_RUNNING,
            IS_CLOSED,
            SET_DEBUG,
            GET_DEBUG,
            SET_EXCEPTION_HANDLER,
            GET_EXCEPTION_HANDLER,
            CALL_EXCEPTION_HANDLER,
            DEFAULT_EXCEPTION_HANDLER,
        ],
        _ => &[],
    }
}
