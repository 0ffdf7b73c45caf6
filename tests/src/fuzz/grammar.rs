//! Programs made by chance: most are accepted, and do something with threads, locks, queues or an event loop.

use super::random::Random;
use super::vocabulary::{
    ATTRIBUTES, BINARY, FORMATS, SHARED, SPECIAL, SUPPORTED, VARIABLES, imports,
};

/// Binds what the rest speaks of.
const FIRST: &[&str] = &[
    "lock = threading.Lock()",
    "rlock = threading.RLock()",
    "cond = threading.Condition()",
    "sem = threading.Semaphore(2)",
    "event = threading.Event()",
    "barrier = threading.Barrier(2)",
    "q = queue.Queue(2)",
    "pq = queue.PriorityQueue()",
    "local = threading.local()",
    "counter = collections.Counter('abca')",
    "dq = collections.deque([1, 2], maxlen=3)",
    "xs = [3, 1, 2]",
    "d = {'a': 1, 2: 'b'}",
    "s = {1, 2}",
    "t = (1, 'x')",
    "text = 'hello'",
    "a = b = c = x = y = 1",
    "i = n = 2",
    "obj = gen = None",
    "f = g = A = B = lambda *args, **kwargs: args",
];

/// Where a statement stands: it decides what may stand there.
#[derive(Clone, Copy, Default)]
struct Place {
    depth: usize,
    in_function: bool,
    in_coroutine: bool,
    in_loop: bool,
    in_handler: bool,
}

impl Place {
    fn deeper(self) -> Self {
        Place {
            depth: self.depth + 1,
            ..self
        }
    }
}

/// A whole program.
#[must_use]
pub fn program(seed: u64) -> String {
    let mut grammar = Grammar::new(seed);
    let mut text = String::new();
    for line in FIRST {
        text += line;
        text.push('\n');
    }
    for name in ["f", "g"] {
        text += &grammar.function(name, Place::default());
    }
    for _ in 0..2 + grammar.random.below(6) {
        // Most of what is made by chance raises something, and that should not be all.
        if grammar.random.once_in(4) {
            text += &grammar.statement(Place::default());
        } else {
            let statement = grammar.statement(Place::default().deeper());
            text += &format!(
                "try:\n{statement}except BaseException as error:\n    print(repr(error))\n"
            );
        }
    }
    text += &grammar.tasks();
    imports(&text, &SUPPORTED.modules) + &text
}

/// A statement with this many spaces before it.
#[must_use]
pub fn statement(seed: u64, indentation: usize) -> String {
    let mut grammar = Grammar::new(seed);
    let random = &mut grammar.random;
    let place = Place {
        depth: 2,
        in_function: !random.once_in(3),
        in_coroutine: random.once_in(3),
        in_loop: random.once_in(3),
        in_handler: random.once_in(6),
    };
    let text = grammar.statement(place);
    let margin = " ".repeat(indentation);
    text.lines()
        .map(|line| {
            format!(
                "{margin}{}\n",
                line.strip_prefix("        ").unwrap_or(line)
            )
        })
        .collect()
}

/// An expression.
#[must_use]
pub fn expression(seed: u64) -> String {
    Grammar::new(seed).expression(2, false)
}

struct Grammar {
    random: Random,
    /// Statements that may still be made.
    budget: usize,
}

impl Grammar {
    fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            budget: 40,
        }
    }

    /// The end of a program: everything goes on at once.
    fn tasks(&mut self) -> String {
        let count = 2 + self.random.below(3);
        match self.random.below(4) {
            0 => format!(
                "async def main():\n    print(await asyncio.gather(*(f(i) for i in range({count})), return_exceptions=True))\nasyncio.run(main())\n"
            ),
            1 => format!(
                "with concurrent.futures.ThreadPoolExecutor({count}) as pool:\n    print(list(pool.map(f, range({count}))))\n"
            ),
            _ => format!(
                "ts = [threading.Thread(target=f if i else g, args=(i,)) for i in range({count})]\nfor th in ts:\n    th.start()\nfor th in ts:\n    th.join()\nprint(a, x, xs, d)\n"
            ),
        }
    }

    fn function(&mut self, name: &str, place: Place) -> String {
        let margin = "    ".repeat(place.depth);
        let is_async = self.random.once_in(3);
        let keyword = if is_async { "async def" } else { "def" };
        let parameters = self.random.word(&[
            "*args",
            "a",
            "a, b=1",
            "*args, **kwargs",
            "a=None, *, b=2",
            "a, /, b=xs",
            "",
        ]);
        let decorator = match self.random.below(12) {
            0 => format!(
                "{margin}@{}\n",
                self.random.word(&[
                    "functools.lru_cache",
                    "contextlib.contextmanager",
                    "staticmethod",
                    "property",
                    "classmethod"
                ])
            ),
            _ => String::new(),
        };
        let global = match self.random.below(3) {
            0 => format!(
                "{margin}    global {}\n",
                self.random.word(&["x", "n, y", "xs"])
            ),
            _ => String::new(),
        };
        let body = Place {
            depth: place.depth + 1,
            in_function: true,
            in_coroutine: is_async,
            in_loop: false,
            in_handler: false,
        };
        format!(
            "{decorator}{margin}{keyword} {name}({parameters}):\n{global}{}",
            self.block(body)
        )
    }

    fn class(&mut self, place: Place) -> String {
        let margin = "    ".repeat(place.depth);
        let name = self.random.word(&["A", "B"]);
        let base = self.random.word(&[
            "",
            "(A)",
            "(Exception)",
            "(threading.Thread)",
            "(dict)",
            "(enum.Enum)",
            "(threading.local)",
        ]);
        let mut text = match self.random.below(6) {
            0 => format!("{margin}@dataclasses.dataclass\n"),
            _ => String::new(),
        };
        text += &format!("{margin}class {name}{base}:\n{margin}    x = 1\n");
        for _ in 0..1 + self.random.below(3) {
            let method = if self.random.once_in(3) {
                "method"
            } else {
                self.random.word(SPECIAL)
            };
            let parameters =
                self.random
                    .word(&["self", "self, *args", "self, a=1", "self, *args, **kwargs"]);
            let keyword = self.random.word(&["def", "def", "def", "async def"]);
            let body = Place {
                depth: place.depth + 2,
                in_function: true,
                in_coroutine: keyword != "def",
                in_loop: false,
                in_handler: false,
            };
            text += &format!(
                "{margin}    {keyword} {method}({parameters}):\n{}",
                self.block(body)
            );
        }
        text
    }

    fn block(&mut self, place: Place) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.random.below(3) {
            text += &self.statement(place);
        }
        text
    }

    fn statement(&mut self, place: Place) -> String {
        self.budget = self.budget.saturating_sub(1);
        let margin = "    ".repeat(place.depth);
        let is_deep = place.depth > 4 || self.budget == 0;
        if !is_deep && self.random.once_in(3) {
            return self.compound(place, &margin);
        }
        let line = self.simple(place);
        format!("{margin}{line}\n")
    }

    fn simple(&mut self, place: Place) -> String {
        let value = self.expression(2, place.in_coroutine);
        match self.random.below(20) {
            0..=3 => format!("{} = {value}", self.target()),
            4 | 5 => format!(
                "{} {}= {value}",
                self.place(),
                self.random
                    .word(&["+", "-", "*", "//", "|", "<<", "**", "@"])
            ),
            6..=8 => format!("print({value})"),
            9 if place.in_function => format!("return {value}"),
            10 if place.in_function => format!("{} = yield {value}", self.target()),
            11 if place.in_function && !place.in_coroutine => format!("yield from {value}"),
            12 => format!("raise {}({value})", self.random.word(&SUPPORTED.exceptions)),
            13 if place.in_loop => self.random.word(&["break", "continue"]).to_owned(),
            14 => format!("del {}", self.target()),
            15 => format!("assert {value}, {}", self.expression(1, false)),
            16 => format!(
                "{}, *{} = {value}",
                self.target(),
                self.random.word(VARIABLES)
            ),
            17 => format!(
                "{}.{}({value})",
                self.random.word(SHARED),
                self.random.word(ATTRIBUTES)
            ),
            18 if place.in_handler => "raise".to_owned(),
            _ => value,
        }
    }

    fn compound(&mut self, place: Place, margin: &str) -> String {
        let inner = place.deeper();
        let looped = Place {
            in_loop: true,
            ..inner
        };
        let value = self.expression(2, place.in_coroutine);
        let prefix = if place.in_coroutine && self.random.once_in(2) {
            "async "
        } else {
            ""
        };
        match self.random.below(11) {
            0 | 1 => format!(
                "{margin}if {value}:\n{}{margin}else:\n{}",
                self.block(inner),
                self.block(inner)
            ),
            2 => format!("{margin}while {value}:\n{}", self.block(looped)),
            3 | 4 => {
                let name = self.random.word(VARIABLES);
                let end = if self.random.once_in(3) {
                    format!("{margin}else:\n{}", self.block(inner))
                } else {
                    String::new()
                };
                format!(
                    "{margin}{prefix}for {name} in {value}:\n{}{end}",
                    self.block(looped)
                )
            }
            5 | 6 => {
                let star = if self.random.once_in(5) { "*" } else { "" };
                let exception = self.random.word(&SUPPORTED.exceptions);
                let last = if self.random.once_in(2) {
                    format!("{margin}finally:\n{}", self.block(inner))
                } else {
                    String::new()
                };
                // What leaves a group's handler sideways is refused.
                let handler = match star {
                    "" => Place {
                        in_handler: true,
                        ..inner
                    },
                    _ => Place {
                        in_loop: false,
                        in_function: false,
                        ..inner
                    },
                };
                format!(
                    "{margin}try:\n{}{margin}except{star} {exception} as c:\n{}{last}",
                    self.block(inner),
                    self.block(handler)
                )
            }
            7 | 8 => {
                let what = if self.random.once_in(3) {
                    value
                } else {
                    self.random.word(SHARED).to_owned()
                };
                let name = if self.random.once_in(3) { " as b" } else { "" };
                format!("{margin}{prefix}with {what}{name}:\n{}", self.block(inner))
            }
            9 => match self.random.below(3) {
                0 => self.class(place),
                _ => {
                    let name = self.random.word(&["f", "g"]);
                    self.function(name, place)
                }
            },
            _ => {
                let pattern = self.random.word(&[
                    "1",
                    "[a, *b]",
                    "{'a': c}",
                    "str() | int()",
                    "(x, y) if x",
                    "A(x=y)",
                    "None",
                    "-1 | 'a'",
                    "[_, [n]]",
                ]);
                format!(
                    "{margin}match {value}:\n{margin}    case {pattern}:\n{}{margin}    case _:\n{}",
                    self.block(inner.deeper()),
                    self.block(inner.deeper())
                )
            }
        }
    }

    /// What can be assigned to.
    fn target(&mut self) -> String {
        if self.random.once_in(8) {
            let (one, other) = (self.place(), self.place());
            return format!("{one}, {other}");
        }
        self.place()
    }

    /// What can be assigned to, and is one thing.
    fn place(&mut self) -> String {
        let name = self.random.word(VARIABLES);
        match self.random.below(8) {
            0 => format!("{name}[{}]", self.expression(1, false)),
            1 => format!("{name}.{}", self.random.word(&["x", "y", "name", "daemon"])),
            2 => format!("xs[{}:]", self.random.word(&SUPPORTED.literals)),
            _ => name.to_owned(),
        }
    }

    fn arguments(&mut self, depth: usize, in_coroutine: bool) -> String {
        let mut arguments = Vec::new();
        for _ in 0..self.random.below(4) {
            let value = self.expression(depth, in_coroutine);
            let keyword = self.random.word(&[
                "key",
                "target",
                "args",
                "timeout",
                "return_exceptions",
                "default",
                "maxsize",
                "sep",
                "end",
                "name",
                "daemon",
                "reverse",
                "block",
                "x",
            ]);
            arguments.push(match self.random.below(10) {
                0 => format!("*{value}"),
                1 => format!("**{value}"),
                2 | 3 => format!("{keyword}={value}"),
                _ => value,
            });
        }
        // Positional ones come first in most programs, and a wrong order would only be refused.
        arguments.sort_by_key(|argument| {
            let is_keyword = argument.split_once('=').is_some_and(|(name, _)| {
                name.chars()
                    .all(|letter| letter.is_ascii_lowercase() || letter == '_')
            });
            (argument.starts_with("**"), is_keyword)
        });
        arguments.join(", ")
    }

    fn expression(&mut self, depth: usize, in_coroutine: bool) -> String {
        if depth == 0 {
            return match self.random.below(5) {
                0 | 1 => self.random.word(&SUPPORTED.literals).to_owned(),
                2 => self.random.word(SHARED).to_owned(),
                _ => self.random.word(VARIABLES).to_owned(),
            };
        }
        let deeper = depth - 1;
        let part = |grammar: &mut Self| grammar.expression(deeper, in_coroutine);
        let one = part(self);
        // `1.x` is no attribute of anything.
        let is_name = one.chars().all(|letter| letter.is_alphabetic());
        let first = if is_name {
            one.clone()
        } else {
            format!("({one})")
        };
        match self.random.below(24) {
            0..=2 => format!("({one} {} {})", self.random.word(BINARY), part(self)),
            3 => format!("({}{one})", self.random.word(&["-", "~", "not ", "+"])),
            4..=6 => format!(
                "{}({})",
                self.random.word(&SUPPORTED.builtins),
                self.arguments(deeper, in_coroutine)
            ),
            7 | 8 => format!(
                "{}({})",
                self.random.word(&SUPPORTED.library),
                self.arguments(deeper, in_coroutine)
            ),
            9..=11 => format!(
                "{first}.{}({})",
                self.random.word(ATTRIBUTES),
                self.arguments(deeper, in_coroutine)
            ),
            12 => format!("{first}.{}", self.random.word(ATTRIBUTES)),
            13 => format!("{first}[{}]", part(self)),
            14 => format!(
                "{first}[{}:{}:{}]",
                part(self),
                self.random.word(&["", "1", "-1", "n"]),
                self.random.word(&["", "2", "-1", "0"])
            ),
            15 => format!("({one} if {} else {})", part(self), part(self)),
            16 => format!(
                "(lambda {}: {one})",
                self.random.word(&["", "x", "x=1", "*a", "x, y"])
            ),
            17 => {
                let (open, close) = *self
                    .random
                    .one_of(&[("[", "]"), ("(", ")"), ("{", "}"), ("{x: ", "}")])
                    .unwrap_or(&("[", "]"));
                let condition = if self.random.once_in(3) {
                    format!(" if {}", part(self))
                } else {
                    String::new()
                };
                format!("{open}{one} for x in {}{condition}{close}", part(self))
            }
            18 => format!(
                "f'{{{}{}}}'",
                self.random.word(VARIABLES),
                self.random.word(FORMATS)
            ),
            19 => format!("(y := {one})"),
            20 => format!("[{one}, *{}, {}]", self.random.word(VARIABLES), part(self)),
            21 => format!("{{{one}: {}, **d}}", part(self)),
            22 if in_coroutine => format!("(await {one})"),
            23 if in_coroutine => format!(
                "(await {}({}))",
                self.random.word(&SUPPORTED.library),
                self.arguments(deeper, in_coroutine)
            ),
            _ => format!(
                "{}({})",
                self.random.word(&["f", "g", "A", "B"]),
                self.arguments(deeper, in_coroutine)
            ),
        }
    }
}
