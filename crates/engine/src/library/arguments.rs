//! Arguments of built-in functions, and what CPython says when they do not fit.

use interleave_program::{NameId, Native};

use super::number::Number;
use super::{Env, Fault, Outcome, attribute, call};
use crate::world::value::Value;

/// What is called, spelled out only where a message needs it.
#[derive(Clone, Copy, Debug)]
pub enum Called {
    /// By this name.
    As(&'static str),
    /// A function or type.
    Native(Native),
    /// A method of a built-in type, such as `list.append`.
    Method(Native, NameId),
}

/// The arguments of one call.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a> {
    /// What is called.
    pub called: Called,
    /// By position.
    pub positional: &'a [Value],
    /// By name.
    pub named: &'a [(NameId, Value)],
}

impl Arguments<'_> {
    fn name(&self, env: &Env<'_>) -> String {
        match self.called {
            Called::As(name) => name.to_owned(),
            // Functions of `math` give their full name where they are refused arguments.
            Called::Native(native) if call::is_math(native) => native.path().to_owned(),
            Called::Native(native) => native.name().to_owned(),
            Called::Method(native, name) => format!("{}.{}", native.name(), env.heap.name(name)),
        }
    }

    /// The name without what stands before its last dot.
    #[must_use]
    pub fn short(&self, env: &Env<'_>) -> String {
        let name = self.name(env);
        name.rsplit('.').next().unwrap_or(&name).to_owned()
    }

    /// The argument at a position.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<Value> {
        self.positional.get(at).copied()
    }

    /// Accepts only arguments by position.
    ///
    /// # Errors
    /// `TypeError` for others.
    pub fn by_position(&self, env: &mut Env<'_>) -> Outcome<()> {
        if self.named.is_empty() {
            return Ok(());
        }
        let name = self.name(env);
        Err(env.type_error(&format!("{name}() takes no keyword arguments")))
    }

    /// Accepts no arguments.
    ///
    /// # Errors
    /// `TypeError` for any.
    pub fn none(&self, env: &mut Env<'_>) -> Outcome<()> {
        self.by_position(env)?;
        if self.positional.is_empty() {
            return Ok(());
        }
        let given = self.positional.len();
        let name = self.name(env);
        Err(env.type_error(&format!("{name}() takes no arguments ({given} given)")))
    }

    /// The only argument.
    ///
    /// # Errors
    /// `TypeError` for none or several.
    pub fn one(&self, env: &mut Env<'_>) -> Outcome<Value> {
        self.by_position(env)?;
        match *self.positional {
            [only] => Ok(only),
            _ => {
                let given = self.positional.len();
                let name = self.name(env);
                Err(env.type_error(&format!(
                    "{name}() takes exactly one argument ({given} given)"
                )))
            }
        }
    }

    /// Accepts so many arguments by position.
    ///
    /// # Errors
    /// `TypeError` for fewer or more.
    pub fn between(&self, env: &mut Env<'_>, least: usize, most: usize) -> Outcome<()> {
        self.by_position(env)?;
        let given = self.positional.len();
        if (least..=most).contains(&given) {
            return Ok(());
        }
        let (bound, how) = match (least == most, given < least) {
            (true, _) => (least, ""),
            (false, true) => (least, "at least "),
            (false, false) => (most, "at most "),
        };
        let plural = if bound == 1 { "" } else { "s" };
        let name = self.short(env);
        Err(env.type_error(&format!(
            "{name} expected {how}{bound} argument{plural}, got {given}"
        )))
    }

    /// The arguments in the order of the parameters `names`, of which the first `required` must be given.
    ///
    /// # Errors
    /// `TypeError` where they do not fit.
    pub fn bind<const N: usize>(
        &self,
        env: &mut Env<'_>,
        names: [NameId; N],
        required: usize,
    ) -> Outcome<[Option<Value>; N]> {
        let given = self.positional.len() + self.named.len();
        if given > N {
            let plural = if N == 1 { "" } else { "s" };
            let most = if required == N { "exactly" } else { "at most" };
            let message = format!(
                "{}() takes {most} {N} argument{plural} ({given} given)",
                self.short(env)
            );
            return Err(env.type_error(&message));
        }
        let mut bound = [None; N];
        for (slot, &value) in bound.iter_mut().zip(self.positional) {
            *slot = Some(value);
        }
        for &(name, value) in self.named {
            match names.iter().position(|&known| known == name) {
                Some(at) if bound[at].is_none() => bound[at] = Some(value),
                Some(at) => {
                    let message = format!(
                        "argument for {}() given by name ('{}') and position ({})",
                        self.short(env),
                        env.heap.name(name),
                        at + 1
                    );
                    return Err(env.type_error(&message));
                }
                None => {
                    let message = format!(
                        "'{}' is an invalid keyword argument for {}()",
                        env.heap.name(name),
                        self.short(env)
                    );
                    return Err(env.type_error(&message));
                }
            }
        }
        for at in 0..required.min(N) {
            if bound[at].is_none() {
                let message = format!(
                    "{}() missing required argument '{}' (pos {})",
                    self.short(env),
                    env.heap.name(names[at]),
                    at + 1
                );
                return Err(env.type_error(&message));
            }
        }
        Ok(bound)
    }
}

/// An integer of 64 bits; larger ones are cut to the nearest.
///
/// # Errors
/// `TypeError` for other types.
pub fn integer(env: &mut Env<'_>, value: Value) -> Outcome<i64> {
    match Number::of(env.heap, value) {
        Some(Number::Int(value)) => Ok(value),
        Some(Number::Big(value)) => Ok(if value.sign() == num_bigint::Sign::Minus {
            i64::MIN
        } else {
            i64::MAX
        }),
        _ => Err(not_integer(env, value)),
    }
}

/// An integer as a size: below 0 it is 0, and what does not fit is the largest, on 32 bits as on 64.
#[must_use]
pub fn size(value: i64) -> usize {
    usize::try_from(value.max(0)).unwrap_or(usize::MAX)
}

/// The `TypeError` of a value that is no integer.
pub fn not_integer(env: &mut Env<'_>, value: Value) -> Fault {
    let name = attribute::type_name(env, value);
    env.type_error(&format!(
        "'{name}' object cannot be interpreted as an integer"
    ))
}
