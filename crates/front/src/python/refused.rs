//! Builtins that programs here do without, and what to use instead.

/// What to write instead of a builtin that is not supported.
pub fn builtin(name: &str) -> Option<&'static str> {
    Some(match name {
        "exec" | "eval" | "compile" | "__import__" => {
            "write the code in the program itself: it is compiled before it runs"
        }
        "input" => {
            "nobody types while the program runs; use a constant, or a knob: N = 3  # knob: 1..10"
        }
        "globals" | "locals" | "vars" | "dir" => "use a dict of your own, or getattr",
        "breakpoint" => "step through the program with the controls of the page",
        "bytes" | "bytearray" | "memoryview" => "use str, or a list of int",
        "complex" => "use a tuple of two float",
        "delattr" => "use del object.name",
        "ascii" => "use repr",
        "help" | "license" | "credits" | "copyright" => "see the page's help",
        "exit" | "quit" => "use sys.exit, or let the program end",
        "aiter" | "anext" => "use async for",
        _ => return None,
    })
}
