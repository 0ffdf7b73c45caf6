//! Golden disassembly and diagnostics. `UPDATE_EXPECT=1 cargo test -p interleave-front` writes them anew.

use expect_test::{Expect, expect};
use interleave_program::disassemble::disassemble;

use crate::{Options, compile};

mod refusals;

/// The reader's functions as bytecode, after the diagnostics.
fn check(source: &str, expected: &Expect) {
    let compiled = compile(source, &Options::default());
    let mut text = String::new();
    for diagnostic in &compiled.diagnostics {
        text += &format!(
            "{:?} {}:{}: {}",
            diagnostic.severity, diagnostic.line, diagnostic.column, diagnostic.message
        );
        if let Some(construct) = &diagnostic.construct {
            text += &format!(" [{construct}]");
        }
        if let Some(help) = &diagnostic.help {
            text += &format!(" ({help})");
        }
        text.push('\n');
    }
    if let Some(program) = &compiled.program {
        text += &disassemble(program);
    }
    expected.assert_eq(&text);
}

#[test]
fn a_counter_is_a_load_an_add_and_a_store() {
    check(
        "
import threading
counter = 0
ROUNDS = 4  # knob: 1..100
def work(n):
    global counter
    i = 0
    while i < n:
        counter += 1
        i += 1
    for k in range(n):
        print(k)
threading.Thread(target=work, args=(ROUNDS,)).start()
",
        &expect![[r#"
            function <module>() 4 registers
               1    0  Closure dst: r0 function: <library>
                    1  Call base: r0 args: 0
               3    2  Int dst: r0 value: 0
                    3  StoreGlobal src: r0 global: counter
               4    4  Const dst: r0 id: 4
                    5  StoreGlobal src: r0 global: ROUNDS
               5    6  Closure dst: r0 function: work
                    7  StoreGlobal src: r0 global: work
              13    8  LoadStable dst: r0 global: threading.Thread
                    9  LoadStable dst: r1 global: work
                   10  LoadStable dst: r3 global: ROUNDS
                   11  Tuple dst: r2 first: r3 count: 1
                   12  CallNamed base: r0 args: 2 names: ("target", "args")
                   13  CallMethod base: r0 args: 0 name: start
              14   14  None dst: r0
                   15  Return src: r0

            function work(n) 8 registers
               7    0  Int dst: r1 value: 0
               8    1  JumpUnless op: Lt a: r1 b: r0 offset: 5
               9    2  LoadGlobal dst: r4 global: counter
                    3  AddInt dst: r4 a: r4 value: 1
                    4  StoreGlobal src: r4 global: counter
              10    5  AddInt dst: r1 a: r1 value: 1
               8    6  Loop target: 1
              11    7  Const dst: r4 id: builtins.range
                    8  Move dst: r5 src: r0
                    9  Call base: r4 args: 1
                   10  Iter dst: r2 src: r4
                   11  Next iter: r2 target: 22
              12   12  Const dst: r6 id: builtins.print
                   13  Move dst: r7 src: r3
                   14  Call base: r6 args: 1
              11   15  Loop target: 11
                   16  PushHandled exception: r5
                   17  Const dst: r6 id: _interleave.dropped
                   18  Move dst: r7 src: r2
                   19  Call base: r6 args: 1
                   20  PopHandled
                   21  Reraise src: r5
              12   22  None dst: r4
                   23  Return src: r4
                   on exception in 12..16 go to 16 with r5

        "#]],
    );
}

#[test]
fn try_and_with_leave_in_order() {
    check(
        "
def f(lock, g):
    for x in g:
        try:
            with lock:
                return g(x)
        except ValueError as e:
            raise
        finally:
            print('x')
    else:
        return e
",
        &expect![[r#"
            function <module>() 1 registers
               1    0  Closure dst: r0 function: <library>
                    1  Call base: r0 args: 0
               2    2  Closure dst: r0 function: f
                    3  StoreGlobal src: r0 global: f
              13    4  None dst: r0
                    5  Return src: r0

            function f(lock, g) 15 registers
               3    0  Iter dst: r2 src: r1
                    1  Next iter: r2 target: 63
               5    2  Move dst: r10 src: r0
                    3  GetAttr dst: r8 object: r10 name: __exit__
                    4  CallMethod base: r10 args: 0 name: __enter__
               6    5  Move dst: r10 src: r1
                    6  Move dst: r11 src: r3
                    7  Call base: r10 args: 1
               5    8  Move dst: r11 src: r8
                    9  None dst: r12
                   10  None dst: r13
                   11  None dst: r14
                   12  Call base: r11 args: 3
              10   13  Const dst: r11 id: builtins.print
                   14  Const dst: r12 id: "x"
                   15  Call base: r11 args: 1
               3   16  Const dst: r11 id: _interleave.dropped
                   17  Move dst: r12 src: r2
                   18  Call base: r11 args: 1
               6   19  Return src: r10
               5   20  PushHandled exception: r9
                   21  Move dst: r11 src: r8
                   22  GetAttr dst: r12 object: r9 name: __class__
                   23  Move dst: r13 src: r9
                   24  None dst: r14
                   25  Call base: r11 args: 3
                   26  JumpIf cond: r11 target: 28
                   27  Reraise src: r9
                   28  PopHandled
                   29  Jump target: 32
                   30  PopHandled
                   31  Reraise src: r10
               4   32  Jump target: 43
               7   33  Const dst: r8 id: builtins.ValueError
                   34  MatchException dst: r9 exception: r7 class: r8
                   35  JumpIfNot cond: r9 target: 42
                   36  PushHandled exception: r7
                   37  Move dst: r4 src: r7
               8   38  Reraise src: r7
               7   39  PopHandled
                   40  Unset dst: r4
                   41  Reraise src: r8
               4   42  Reraise src: r7
              10   43  Const dst: r8 id: builtins.print
                   44  Const dst: r9 id: "x"
                   45  Call base: r8 args: 1
                   46  Jump target: 56
                   47  PushHandled exception: r6
                   48  Const dst: r9 id: builtins.print
                   49  Const dst: r10 id: "x"
                   50  Call base: r9 args: 1
                   51  PopHandled
                   52  Jump target: 55
                   53  PopHandled
                   54  Reraise src: r8
                   55  Reraise src: r6
               3   56  Loop target: 1
                   57  PushHandled exception: r5
                   58  Const dst: r6 id: _interleave.dropped
                   59  Move dst: r7 src: r2
                   60  Call base: r6 args: 1
                   61  PopHandled
                   62  Reraise src: r5
              12   63  CheckBound src: r4 name: e
                   64  Return src: r4
                   on exception in 5..8 go to 20 with r9
                   on exception in 21..28 go to 30 with r10
                   on exception in 2..13 go to 33 with r7
                   on exception in 20..32 go to 33 with r7
                   on exception in 37..39 go to 39 with r8
                   on exception in 2..13 go to 47 with r6
                   on exception in 20..43 go to 47 with r6
                   on exception in 48..51 go to 53 with r8
                   on exception in 2..16 go to 57 with r5
                   on exception in 20..57 go to 57 with r5

        "#]],
    );
}

#[test]
fn captured_variables_live_in_cells() {
    check(
        "
class A(B):
    x = 1
    y = [x for _ in range(3)]
    def __init__(self, a, *, b=2, **kw):
        super().__init__(a)
        self.__c = lambda z=a: (z, self, b)
def outer(n):
    def inner():
        nonlocal n
        n += 1
        return late
    late = n
    return inner
B = f'{1:>{2}}{B!r}' if 1 < B < 3 and not A else (x := 5)
",
        &expect![[r#"
            function <module>() 13 registers
               1    0  Closure dst: r0 function: <library>
                    1  Call base: r0 args: 0
               2    2  Unset dst: r0
                    3  NewCell dst: r0 src: r0
                    4  Const dst: r1 id: "A"
                    5  LoadStable dst: r3 global: B
                    6  Tuple dst: r2 first: r3 count: 1
                    7  Map dst: r3 first: r3 count: 0
                    8  Const dst: r4 id: "__qualname__"
                    9  Const dst: r5 id: "A"
                   10  MapPush map: r3 key: r4 value: r5
                   11  Const dst: r4 id: "__module__"
                   12  Const dst: r5 id: "__main__"
                   13  MapPush map: r3 key: r4 value: r5
               3   14  Int dst: r8 value: 1
                   15  Move dst: r4 src: r8
                   16  Const dst: r9 id: "x"
                   17  MapPush map: r3 key: r9 value: r8
               4   18  List dst: r8 first: r8 count: 0
                   19  Const dst: r9 id: builtins.range
                   20  Int dst: r10 value: 3
                   21  Call base: r9 args: 1
                   22  Iter dst: r9 src: r9
                   23  Next iter: r9 target: 27
                   24  LoadStable dst: r11 global: x
                   25  ListPush list: r8 value: r11
                   26  Loop target: 23
                   27  Move dst: r5 src: r8
                   28  Const dst: r9 id: "y"
                   29  MapPush map: r3 key: r9 value: r8
               5   30  Tuple dst: r9 first: r10 count: 0
                   31  Const dst: r11 id: "b"
                   32  Int dst: r12 value: 2
                   33  Map dst: r10 first: r11 count: 1
                   34  Closure dst: r8 function: A.__init__
                   35  Move dst: r6 src: r8
                   36  Const dst: r9 id: "__init__"
                   37  MapPush map: r3 key: r9 value: r8
               2   38  Class base: r1
                   39  StoreCell cell: r0 src: r1
                   40  StoreGlobal src: r1 global: A
               8   41  Closure dst: r0 function: outer
                   42  StoreGlobal src: r0 global: outer
              15   43  Int dst: r1 value: 1
                   44  LoadStable dst: r2 global: B
                   45  JumpUnless op: Lt a: r1 b: r2 offset: 16
                   46  Int dst: r3 value: 3
                   47  JumpUnless op: Lt a: r2 b: r3 offset: 14
                   48  LoadStable dst: r1 global: A
                   49  JumpIf cond: r1 target: 62
                   50  Int dst: r1 value: 1
                   51  Const dst: r3 id: ">"
                   52  Int dst: r4 value: 2
                   53  None dst: r5
                   54  Format base: r4 conversion: 0
                   55  Concat dst: r2 first: r3 count: 2
                   56  Format base: r1 conversion: 0
                   57  LoadStable dst: r2 global: B
                   58  None dst: r3
                   59  Format base: r2 conversion: 114
                   60  Concat dst: r0 first: r1 count: 2
                   61  Jump target: 64
                   62  Int dst: r0 value: 5
                   63  StoreGlobal src: r0 global: x
                   64  StoreGlobal src: r0 global: B
              16   65  None dst: r0
                   66  Return src: r0

            function A.__init__(self, a) 8 registers
                   captures r0 of its parent
               5    0  NewCell dst: r0 src: r0
                    1  NewCell dst: r2 src: r2
               6    2  LoadCell dst: r6 cell: r4
                    3  LoadCell dst: r7 cell: r0
                    4  Super dst: r5 class: r6 object: r7
                    5  Move dst: r6 src: r1
                    6  CallMethod base: r5 args: 1 name: __init__
               7    7  Move dst: r7 src: r1
                    8  Tuple dst: r6 first: r7 count: 1
                    9  None dst: r7
                   10  Closure dst: r5 function: A.__init__.<locals>.<lambda>
                   11  LoadCell dst: r6 cell: r0
                   12  SetAttr object: r6 value: r5 name: _A__c
                   13  None dst: r5
                   14  Return src: r5

            function A.__init__.<locals>.<lambda>(z) 7 registers
                   captures r0, r2 of its parent
               7    0  Move dst: r4 src: r0
                    1  LoadCell dst: r5 cell: r1
                    2  LoadCell dst: r6 cell: r2
                    3  Tuple dst: r3 first: r4 count: 3
                    4  Return src: r3

            function outer(n) 4 registers
               8    0  NewCell dst: r0 src: r0
                    1  NewCell dst: r2 src: r2
               9    2  Closure dst: r3 function: outer.<locals>.inner
                    3  Move dst: r1 src: r3
              13    4  LoadCell dst: r3 cell: r0
                    5  StoreCell cell: r2 src: r3
              14    6  Return src: r1

            function outer.<locals>.inner() 3 registers
                   captures r0, r2 of its parent
              11    0  LoadCell dst: r2 cell: r0
                    1  AddInt dst: r2 a: r2 value: 1
                    2  StoreCell cell: r0 src: r2
              12    3  LoadCell dst: r2 cell: r1
                    4  CheckBound src: r2 name: late
                    5  Return src: r2

        "#]],
    );
}

#[test]
fn await_and_async_for_are_operations_of_their_own() {
    check(
        "
async def work(source):
    async for item in source:
        await item
    return [x async for x in source if x]
def numbers():
    got = yield 1
    yield from got
",
        &expect![[r#"
            function <module>() 1 registers
               1    0  Closure dst: r0 function: <library>
                    1  Call base: r0 args: 0
               2    2  Closure dst: r0 function: work
                    3  StoreGlobal src: r0 global: work
               6    4  Closure dst: r0 function: numbers
                    5  StoreGlobal src: r0 global: numbers
               9    6  None dst: r0
                    7  Return src: r0

            coroutine work(source) 10 registers
               3    0  Move dst: r5 src: r0
                    1  CallMethod base: r5 args: 0 name: __aiter__
                    2  Move dst: r3 src: r5
                    3  Move dst: r4 src: r3
                    4  CallMethod base: r4 args: 0 name: __anext__
                    5  Await value: r4
                    6  Move dst: r2 src: r4
               4    7  Move dst: r8 src: r2
                    8  Await value: r8
               3    9  Loop target: 3
                   10  PushHandled exception: r7
                   11  Const dst: r8 id: _interleave.dropped
                   12  Move dst: r9 src: r3
                   13  Call base: r8 args: 1
                   14  PopHandled
                   15  Reraise src: r7
                   16  Const dst: r8 id: builtins.StopAsyncIteration
                   17  MatchException dst: r8 exception: r6 class: r8
                   18  JumpIf cond: r8 target: 20
                   19  Reraise src: r6
               5   20  List dst: r3 first: r3 count: 0
                   21  Move dst: r4 src: r0
                   22  CallMethod base: r4 args: 0 name: __aiter__
                   23  Move dst: r5 src: r4
                   24  CallMethod base: r5 args: 0 name: __anext__
                   25  Await value: r5
                   26  JumpIfNot cond: r5 target: 28
                   27  ListPush list: r3 value: r5
                   28  Loop target: 23
                   29  Const dst: r7 id: builtins.StopAsyncIteration
                   30  MatchException dst: r7 exception: r6 class: r7
                   31  JumpIf cond: r7 target: 33
                   32  Reraise src: r6
                   33  Return src: r3
                   on exception in 4..6 go to 16 with r6
                   on exception in 6..10 go to 10 with r7
                   on exception in 24..26 go to 29 with r6

            generator numbers() 2 registers
               7    0  Int dst: r1 value: 1
                    1  Yield value: r1
                    2  Move dst: r0 src: r1
               8    3  Iter dst: r1 src: r0
                    4  YieldFrom iter: r1
                    5  None dst: r1
                    6  Return src: r1

        "#]],
    );
}
