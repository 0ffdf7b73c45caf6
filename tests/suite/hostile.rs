//! Programs that would never end, or take all there is, come to an explained end; nothing panics.

use interleave_playground::engine::{Config, Limits};
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::LimitKind;
use interleave_playground::trace::snapshot::RunStatus;

fn end(source: &str) -> (RunStatus, String) {
    let limits = Limits {
        instructions: 3_000_000,
        memory_bytes: 8 << 20,
        tasks: 2_000,
        events: 50_000,
        output_bytes: 64 << 10,
        ..Limits::default()
    };
    let (program, _) = compile("main.py", source, &[]).expect("accepted");
    let mut run = Run::new(
        program,
        Config {
            limits,
            ..Config::default()
        },
    );
    let (_, stderr) = run.finish();
    // A picture of the wreck must be possible too.
    assert_eq!(run.snapshot().status, run.status());
    (run.status(), stderr)
}

fn check(source: &str, limit: LimitKind) {
    assert_eq!(end(source).0, RunStatus::Limited { limit }, "{source}");
}

#[test]
fn endless_programs_reach_a_limit() {
    check("while True:\n    pass\n", LimitKind::Steps);
    check("x = 0\nwhile True:\n    x += 1\n", LimitKind::Trace);
    check("while True:\n    print('spam' * 100)\n", LimitKind::Output);
    check(
        "import time\nwhile True:\n    time.sleep(1e6)\n",
        LimitKind::Time,
    );
}

#[test]
fn greedy_programs_reach_a_limit() {
    check(
        "def f():\n    xs = []\n    while True:\n        xs.append([0] * 1000)\nf()\n",
        LimitKind::Memory,
    );
    check(
        "def f():\n    s = 'x'\n    while True:\n        s += s\nf()\n",
        LimitKind::Memory,
    );
    check("x = [0] * 10 ** 12\n", LimitKind::Memory);
    check("x = 9 ** (9 ** 9)\n", LimitKind::Memory);
    check("x = 1 << (1 << 60)\n", LimitKind::Memory);
    check("print(f'{1:>10000000000}')\n", LimitKind::Memory);
}

#[test]
fn programs_that_multiply_reach_a_limit() {
    check(
        "import threading\ndef f():\n    while True:\n        threading.Thread(target=f).start()\nf()\n",
        LimitKind::Tasks,
    );
    check(
        "import asyncio\nasync def f():\n    while True:\n        asyncio.create_task(f())\n        await asyncio.sleep(0)\nasyncio.run(f())\n",
        LimitKind::Tasks,
    );
}

#[test]
fn depth_is_an_exception_of_the_program() {
    for source in [
        "def f(n):\n    return f(n + 1)\nf(0)\n",
        "def f():\n    x = []\n    for i in range(50000):\n        x = [x]\n    print(x)\nf()\n",
        "def f():\n    x = y = ()\n    for i in range(50000):\n        x, y = (x,), (y,)\n    print(x == y)\nf()\n",
        "class A:\n    def __getattr__(self, name):\n        return getattr(self, name + 'x')\nA().b\n",
    ] {
        let (status, stderr) = end(source);
        let is_error =
            matches!(&status, RunStatus::Failed { message } if message.contains("Error"));
        assert!(is_error, "{source}: {status:?}\n{stderr}");
    }
}

#[test]
fn garbage_is_collected() {
    // About 100 MB of tuples and cycles pass through a heap of 8 MiB.
    let source = "def f():\n    for i in range(150000):\n        a = [i, (i, i)]\n        a.append(a)\nf()\nprint('done')\n";
    assert_eq!(end(source).0, RunStatus::Finished { code: 0 });
}
