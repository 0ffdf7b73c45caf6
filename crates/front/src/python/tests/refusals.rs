//! Diagnostics, knobs and limits.

use expect_test::expect;
use interleave_program::disassemble::disassemble;

use super::super::parse::{MAX_BRACKETS, MAX_CHAIN};
use super::check;
use crate::{Options, compile};

#[test]
fn what_is_not_supported_is_named_with_what_to_use_instead() {
    check(
        "
import threading, socket
from threading import Thred, Lock as L
from asyncio import *
from . import x
import concurrent.futures as cf
print(threading, cf.ThreadPoolExecuter, threading.setprofile)
eval('1')
async def f():
    x = b'bytes' + 1j
await f()
return 1
def g():
    break
    super()
    nonlocal q
    raise
try:
    pass
except* ValueError:
    pass
class M(type, metaclass=M): pass
threading.x = 1
print('\\N{DASH}')
f(a=1, a=2)
*a, *b = 1
",
        &expect![[r#"
            Error 24:7: characters cannot be written by their Unicode name here [\N{…}] (write the character itself, or its number: "\u2014")
        "#]],
    );
    check(
        "
import threading, socket
from threading import Thred, Lock as L
from asyncio import *
import concurrent.futures as cf
print(threading, cf.ThreadPoolExecuter, threading.setprofile)
eval('1')
async def f():
    x = b'bytes' + 1j
def g():
    super()
    raise
try:
    pass
except* ValueError:
    pass
class M(type, metaclass=M): pass
threading.x = 1
undefind = 1
print(undefined, prin)
def n():
    nonlocal q
def u():
    print(y)
    global y
return 1
",
        &expect![[r#"
            Error 2:1: there is no module `socket` on the simulated machine [import socket] (the simulated machine has no network of its own; a queue.Queue or asyncio.Queue carries messages as well)
            Error 3:23: `threading.Thred` is not supported [threading.Thred] (did you mean `Thread`?)
            Error 6:7: module threading as a value is not supported [module threading as a value] (use its functions and classes directly)
            Error 6:18: `concurrent.futures.ThreadPoolExecuter` is not supported [concurrent.futures.ThreadPoolExecuter] (did you mean `ThreadPoolExecutor`?)
            Error 6:41: `threading.setprofile` is not supported [threading.setprofile] (the timeline shows where time goes)
            Error 7:1: eval is not supported [eval] (write the code in the program itself: it is compiled before it runs)
            Error 9:20: complex number is not supported [complex number] (use a tuple of two float)
            Error 11:5: super() needs a method with a parameter such as `self`
            Error 18:1: assignment to a module is not supported [assignment to a module] (use a variable of your own)
            Warning 20:7: nothing defines `undefined`: reading it raises NameError (did you mean `undefind`?)
            Warning 20:18: nothing defines `prin`: reading it raises NameError (did you mean `print`, `bin` or `min`?)
            Error 22:14: no function around this one binds `q`
            Warning 24:11: nothing defines `y`: reading it raises NameError (did you mean `L`, `M` or `f`?)
            Error 25:12: `y` is used before it is declared here
            Error 26:1: `return` outside a function
        "#]],
    );
}

#[test]
fn malformed_knobs_are_warned_about() {
    check(
        "
A = 3  # knob: 1..16
B: int = -2  # knob: -5..5
C = 3  # knob: 4..16
D = 'x'  # knob: 1..2
E = 1  # knob: many
def f():
    F = 1  # knob: 1..2
A = A  # knob: 1..3
",
        &expect![[r#"
            Warning 4:8: the value 3 is outside the range 4..16 [knob] (write it after an assignment at the left margin: WORKERS = 3  # knob: 1..16)
            Warning 5:10: the knob `D` needs an integer as its value [knob] (write it after an assignment at the left margin: WORKERS = 3  # knob: 1..16)
            Warning 6:8: the range of a knob is two integers, such as 1..16 [knob] (write it after an assignment at the left margin: WORKERS = 3  # knob: 1..16)
            Warning 8:12: a knob belongs to a variable of the module [knob] (write it after an assignment at the left margin: WORKERS = 3  # knob: 1..16)
            Warning 9:8: the knob `A` needs an integer as its value [knob] (write it after an assignment at the left margin: WORKERS = 3  # knob: 1..16)
            function <module>() 1 registers
               1    0  Closure dst: r0 function: <library>
                    1  Call base: r0 args: 0
               2    2  Const dst: r0 id: 3
                    3  StoreGlobal src: r0 global: A
               3    4  Const dst: r0 id: -2
                    5  StoreGlobal src: r0 global: B
               4    6  Int dst: r0 value: 3
                    7  StoreGlobal src: r0 global: C
               5    8  Const dst: r0 id: "x"
                    9  StoreGlobal src: r0 global: D
               6   10  Int dst: r0 value: 1
                   11  StoreGlobal src: r0 global: E
               7   12  Closure dst: r0 function: f
                   13  StoreGlobal src: r0 global: f
               9   14  LoadGlobal dst: r0 global: A
                   15  StoreGlobal src: r0 global: A
              10   16  None dst: r0
                   17  Return src: r0

            function f() 2 registers
               8    0  Int dst: r0 value: 1
                    1  None dst: r1
                    2  Return src: r1

        "#]],
    );
}

#[test]
fn knobs_are_turned_before_the_program_is_handed_out() {
    let source = "N = 3  # knob: 1..16\nM = 3\nprint(N, M)\n";
    let turned = |value| {
        compile(
            source,
            &Options {
                knobs: vec![("N".to_owned(), value)],
                ..Options::default()
            },
        )
    };
    let program = turned(7).program.expect("7 is in the range");
    expect![[r#"
        function <module>() 3 registers
           1    0  Closure dst: r0 function: <library>
                1  Call base: r0 args: 0
                2  Const dst: r0 id: 7
                3  StoreGlobal src: r0 global: N
           2    4  Int dst: r0 value: 3
                5  StoreGlobal src: r0 global: M
           3    6  Const dst: r0 id: builtins.print
                7  LoadStable dst: r1 global: N
                8  LoadStable dst: r2 global: M
                9  Call base: r0 args: 2
           4   10  None dst: r0
               11  Return src: r0

    "#]]
    .assert_eq(&disassemble(&program));
    assert!(turned(17).program.is_none());
}

#[test]
fn nesting_is_capped() {
    let deep = [
        "(".repeat(5000),
        format!("x = {}1{}", "[".repeat(200), "]".repeat(200)),
        format!("x = {}1", "-".repeat(3000)),
        format!("x = {}", "a.".repeat(3000)),
        format!("x = {}", vec!["1"; 3000].join(" + ")),
        format!("x = {}1", "lambda: ".repeat(3000)),
        format!("x = {}1{}", "f'{".repeat(150), "}'".repeat(150)),
        (0..200)
            .map(|n| format!("{}if x:\n", " ".repeat(n)))
            .collect(),
        format!("x = {}", "1 if 1 else ".repeat(2000)),
    ];
    for source in deep {
        let compiled = compile(&source, &Options::default());
        assert!(compiled.program.is_none());
        assert!(!compiled.diagnostics.is_empty());
    }
    let long = compile(&"x = 1\n".repeat(50_000), &Options::default());
    assert!(long.diagnostics[0].message.contains("too long"));
}

/// What is just below the caps must fit the stack of a thread, which is smaller in a browser than here, where the
/// code is not optimised and its frames are larger.
#[test]
fn what_is_accepted_fits_the_stack() {
    let chain = MAX_CHAIN - 10;
    let sources = [
        format!(
            "x = {}1{}",
            "[".repeat(MAX_BRACKETS - 1),
            "]".repeat(MAX_BRACKETS - 1)
        ),
        format!("x = {}1", "-".repeat(chain)),
        format!("x = {}y", "not ".repeat(chain)),
        format!("x = y{}", ".a".repeat(chain / 2)),
        format!("x = {}", vec!["y"; chain / 2].join(" + ")),
        format!("x = {}1", "lambda: ".repeat(chain / 2)),
        format!("x = {}1", "1 if y else ".repeat(chain / 4)),
        format!(
            "x = {}1{}",
            "f(".repeat(MAX_BRACKETS - 1),
            ")".repeat(MAX_BRACKETS - 1)
        ),
    ];
    for source in sources {
        let compiled = compile(&source, &Options::default());
        assert!(compiled.program.is_some(), "{:?}", compiled.diagnostics);
    }
}
