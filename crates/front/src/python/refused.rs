//! What programs here do without, and what to use instead: the same words for messages and for the documentation.

/// A name, and what to write instead of it in English and in Korean.
pub type Row = (&'static str, &'static str, &'static str);

/// Builtins that are not supported, each with what to write instead.
pub const BUILTINS: &[Row] = &[
    ("exec", COMPILED, COMPILED_KO),
    ("eval", COMPILED, COMPILED_KO),
    ("compile", COMPILED, COMPILED_KO),
    ("__import__", COMPILED, COMPILED_KO),
    (
        "input",
        "nobody types while the program runs; use a constant, or a knob: N = 3  # knob: 1..10",
        "실행 중에는 아무도 입력하지 않습니다. 상수나 손잡이를 쓰세요: N = 3  # knob: 1..10",
    ),
    (
        "globals",
        "use a dict of your own, or getattr",
        "직접 만든 dict나 getattr를 쓰세요",
    ),
    (
        "locals",
        "use a dict of your own, or getattr",
        "직접 만든 dict나 getattr를 쓰세요",
    ),
    (
        "breakpoint",
        "step through the program with the controls of the page",
        "페이지의 단추로 한 단계씩 실행하세요",
    ),
    (
        "bytearray",
        "use bytes, or a list of int",
        "bytes나 int 리스트를 쓰세요",
    ),
    (
        "memoryview",
        "use bytes, or a list of int",
        "bytes나 int 리스트를 쓰세요",
    ),
    (
        "complex",
        "use a tuple of two float",
        "float 두 개의 튜플을 쓰세요",
    ),
    ("help", "see the page's help", "페이지의 도움말을 보세요"),
    ("license", "see the page's help", "페이지의 도움말을 보세요"),
    ("credits", "see the page's help", "페이지의 도움말을 보세요"),
    (
        "copyright",
        "see the page's help",
        "페이지의 도움말을 보세요",
    ),
    (
        "exit",
        "use sys.exit, or let the program end",
        "sys.exit를 쓰거나 프로그램이 끝나게 두세요",
    ),
    (
        "quit",
        "use sys.exit, or let the program end",
        "sys.exit를 쓰거나 프로그램이 끝나게 두세요",
    ),
];

const COMPILED_KO: &str = "프로그램 안에 직접 쓰세요. 프로그램은 실행 전에 컴파일됩니다";
const COMPILED: &str = "write the code in the program itself: it is compiled before it runs";

/// Modules that are not supported, each with what to write instead.
pub const MODULES: &[Row] = &[
    (
        "signal",
        "nobody sends signals to the simulated machine; let a threading.Event or task.cancel() say when to stop",
        "시뮬레이션 기계에는 시그널을 보내는 이가 없습니다. threading.Event나 task.cancel()로 멈출 때를 알리세요",
    ),
    (
        "subprocess",
        "there is one program on the simulated machine; let time.sleep or asyncio.sleep take the command's time",
        "시뮬레이션 기계에는 프로그램이 하나뿐입니다. 명령이 걸리는 시간은 time.sleep이나 asyncio.sleep으로 나타내세요",
    ),
    (
        "socket",
        "the simulated machine has no network of its own; a queue.Queue or asyncio.Queue carries messages as well",
        "시뮬레이션 기계에는 소켓이 없습니다. queue.Queue나 asyncio.Queue도 메시지를 나릅니다",
    ),
    (
        "selectors",
        "an event loop does this: use asyncio, with a queue in place of each socket",
        "이벤트 루프가 하는 일입니다. 소켓 대신 큐를 두고 asyncio를 쓰세요",
    ),
    (
        "select",
        "an event loop does this: use asyncio, with a queue in place of each socket",
        "이벤트 루프가 하는 일입니다. 소켓 대신 큐를 두고 asyncio를 쓰세요",
    ),
    (
        "ssl",
        "the simulated machine has no network of its own",
        "시뮬레이션 기계에는 소켓이 없습니다",
    ),
    (
        "weakref",
        "nothing is ever seen to be freed here: use a plain reference",
        "여기서는 해제가 보이지 않습니다. 보통 참조를 쓰세요",
    ),
    (
        "dis",
        "the engine has a bytecode of its own; the page shows where a thread can be interrupted",
        "엔진은 자체 바이트코드를 씁니다. 스레드가 어디에서 중단될 수 있는지는 페이지에서 보세요",
    ),
    (
        "decimal",
        "use int for the smallest unit, such as cents",
        "가장 작은 단위(예: 센트)로 int를 쓰세요",
    ),
    (
        "fractions",
        "use a tuple of two int",
        "int 두 개의 튜플을 쓰세요",
    ),
    (
        "array",
        "use a list, or multiprocessing.Array",
        "리스트나 multiprocessing.Array를 쓰세요",
    ),
    (
        "tracemalloc",
        "the simulated machine does not measure memory of objects",
        "시뮬레이션 기계는 객체의 메모리를 재지 않습니다",
    ),
    (
        "timeit",
        "time.perf_counter gives the simulated time before and after",
        "앞뒤에서 time.perf_counter로 시뮬레이션 시간을 재세요",
    ),
    (
        "cProfile",
        "the timeline shows where time goes",
        "타임라인에서 시간이 어디에 쓰이는지 보세요",
    ),
    (
        "tqdm",
        "print what is done",
        "진행 상황을 print로 출력하세요",
    ),
    (
        "numpy",
        "use lists, and time.sleep or a loop for the time that the work takes",
        "리스트를 쓰고, 작업 시간은 time.sleep이나 반복문으로 나타내세요",
    ),
    ("pandas", "use lists and dicts", "리스트와 dict를 쓰세요"),
    (
        "trio",
        "use asyncio: a trio nursery is an asyncio.TaskGroup",
        "asyncio를 쓰세요. trio의 nursery는 asyncio.TaskGroup입니다",
    ),
    (
        "anyio",
        "use asyncio: a task group is an asyncio.TaskGroup",
        "asyncio를 쓰세요. 태스크 그룹은 asyncio.TaskGroup입니다",
    ),
    ("curio", "use asyncio", "asyncio를 쓰세요"),
    (
        "gevent",
        "use threading or asyncio",
        "threading이나 asyncio를 쓰세요",
    ),
    (
        "eventlet",
        "use threading or asyncio",
        "threading이나 asyncio를 쓰세요",
    ),
    (
        "uvloop",
        "use asyncio as it is: its loop here is simulated",
        "asyncio를 그대로 쓰세요. 여기의 루프는 시뮬레이션입니다",
    ),
    (
        "tkinter",
        "there are no windows on the simulated machine",
        "시뮬레이션 기계에는 창이 없습니다",
    ),
    (
        "psutil",
        "the page shows what the cores do",
        "코어가 하는 일은 페이지에서 보세요",
    ),
];

/// Names of modules that are not supported, each with what to write instead.
pub const NAMES: &[Row] = &[
    (
        "contextlib.redirect_stdout",
        "print(…, file=…) takes an object with a method write",
        "print(…, file=…)는 write 메서드가 있는 객체를 받습니다",
    ),
    (
        "contextlib.redirect_stderr",
        "print(…, file=…) takes an object with a method write",
        "print(…, file=…)는 write 메서드가 있는 객체를 받습니다",
    ),
    (
        "threading.settrace",
        "the page shows every step as it is",
        "모든 단계는 페이지에서 그대로 보입니다",
    ),
    (
        "threading.setprofile",
        "the timeline shows where time goes",
        "타임라인에서 시간이 어디에 쓰이는지 보세요",
    ),
    (
        "sys.settrace",
        "the page shows every step as it is",
        "모든 단계는 페이지에서 그대로 보입니다",
    ),
    (
        "sys.getrefcount",
        "references are not counted here",
        "여기서는 참조를 세지 않습니다",
    ),
    (
        "sys.getsizeof",
        "the simulated machine does not measure memory of objects",
        "시뮬레이션 기계는 객체의 메모리를 재지 않습니다",
    ),
    (
        "sys._current_frames",
        "the page shows where every task stands",
        "각 태스크가 어디에 있는지는 페이지에서 보세요",
    ),
    ("asyncio.start_server", STREAMS, STREAMS_KO),
    ("asyncio.open_connection", STREAMS, STREAMS_KO),
    ("asyncio.StreamReader", STREAMS, STREAMS_KO),
    ("asyncio.StreamWriter", STREAMS, STREAMS_KO),
    (
        "asyncio.create_subprocess_exec",
        "there is one program on the simulated machine: use asyncio.sleep for the time that the command takes",
        "시뮬레이션 기계에는 프로그램이 하나뿐입니다. 명령이 걸리는 시간은 asyncio.sleep으로 나타내세요",
    ),
    (
        "asyncio.create_subprocess_shell",
        "there is one program on the simulated machine: use asyncio.sleep for the time that the command takes",
        "시뮬레이션 기계에는 프로그램이 하나뿐입니다. 명령이 걸리는 시간은 asyncio.sleep으로 나타내세요",
    ),
    (
        "asyncio.QueueShutDown",
        "Queue.shutdown came with Python 3.13: put one sentinel a consumer, as in queue.put(None)",
        "Queue.shutdown은 파이썬 3.13부터 있습니다. 소비자마다 끝 표시를 하나씩 넣으세요: queue.put(None)",
    ),
    (
        "asyncio.eager_task_factory",
        "eager tasks came with Python 3.12; tasks here begin in the loop's next round, as they do without",
        "eager 태스크는 파이썬 3.12부터 있습니다. 여기의 태스크는 루프의 다음 바퀴에 시작합니다",
    ),
    (
        "queue.ShutDown",
        "Queue.shutdown came with Python 3.13: put one sentinel a consumer, as in queue.put(None)",
        "Queue.shutdown은 파이썬 3.13부터 있습니다. 소비자마다 끝 표시를 하나씩 넣으세요: queue.put(None)",
    ),
];

const STREAMS_KO: &str =
    "시뮬레이션 기계에는 소켓이 없습니다. asyncio.Queue 두 개가 연결 하나를 대신합니다";
const STREAMS: &str =
    "the simulated machine has no sockets: a pair of asyncio.Queue is a connection as well";

fn find(table: &[Row], wanted: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(name, ..)| *name == wanted)
        .map(|&(_, instead, _)| instead)
}

/// What to write instead of a builtin that is not supported.
pub fn builtin(name: &str) -> Option<&'static str> {
    find(BUILTINS, name)
}

/// What to write instead of a module that is not supported, or of a part of it.
pub fn module(path: &str) -> Option<&'static str> {
    find(MODULES, path.split('.').next().unwrap_or(path))
}

/// What to write instead of a name of a module that is not supported.
pub fn name(module: &str, name: &str) -> Option<&'static str> {
    find(NAMES, &format!("{module}.{name}"))
}
