//! Counting in other interpreters.

use boa_engine::{Context, JsValue, Source, js_string};
use mlua::chunk::Compiler;
use mlua::{Function, Lua};

use crate::Failure;

const JAVASCRIPT: &str = "function count(n) {
    let x = 0;
    let i = 0;
    while (i < n) {
        x = x + 1;
        i += 1;
    }
    return x;
}";

const LUAU: &str = "local function count(n)
    local x = 0
    local i = 0
    while i < n do
        x = x + 1
        i += 1
    end
    return x
end
return count";

/// Boa with the function defined.
pub fn boa() -> Result<Context, Failure> {
    let mut context = Context::default();
    context
        .eval(Source::from_bytes(JAVASCRIPT))
        .map_err(|error| error.to_string())?;
    Ok(context)
}

/// Calls it.
pub fn in_boa(context: &mut Context, n: u64) -> Result<u64, Failure> {
    let global = context.global_object();
    let failed = |error: boa_engine::JsError| error.to_string();
    let function = global
        .get(js_string!("count"), context)
        .map_err(failed)?
        .as_callable()
        .ok_or("count is no function")?
        .clone();
    let result = function
        .call(&JsValue::undefined(), &[JsValue::from(n as f64)], context)
        .map_err(failed)?;
    Ok(result.to_number(context).map_err(failed)? as u64)
}

/// The function in Luau's interpreter, at its compiler's highest level; and the interpreter, which has to stay.
pub fn luau() -> Result<(Lua, Function), Failure> {
    let lua = Lua::new();
    let compiler = Compiler::new().set_optimization_level(2);
    let function = lua.load(LUAU).set_compiler(compiler).eval()?;
    Ok((lua, function))
}
