//! Random numbers. Two tasks that draw from one generator can notice each other, so each draw from a generator that
//! others can reach is a visible operation.

use interleave_program::Native;
use interleave_trace::{ObjectId, TaskId};
use num_bigint::{BigInt, BigUint, Sign};

use super::World;
use super::heap::Heap;
use super::object::Object;
use super::value::Value;
use crate::library::limits::MAX_INT_BITS;
use crate::library::number::{Number, NumberError};
use crate::library::twister::Twister;
use crate::library::{Env, Fault};

impl World {
    /// Draws from a generator, or seeds it.
    pub(crate) fn draw(
        &mut self,
        task: TaskId,
        native: Native,
        arguments: &[Value],
    ) -> Result<Value, Fault> {
        let (seed, process) = (self.seed, self.process);
        draw_from(&mut self.env(task), native, arguments, &|id| {
            // A forked process has its own luck.
            of_machine(seed, id.in_process(process))
        })
    }
}

/// Whether a call draws from a generator that nobody else can reach, and that needs no luck of the machine's: then
/// nobody can notice.
pub(super) fn is_own_draw(heap: &Heap, native: Native, arguments: &[Value]) -> bool {
    is_draw(native)
        && matches!(arguments, [Value::Object(id), ..] if !heap.is_shared(*id)
            && (native == Native::SeedTwister
                || matches!(heap.get(*id), Object::Twister(Some(_)))))
}

/// Draws from a generator that nobody else can reach: see [`is_own_draw`].
pub(super) fn draw_own(
    env: &mut Env<'_>,
    native: Native,
    arguments: &[Value],
) -> Result<Value, Fault> {
    draw_from(env, native, arguments, &|id| of_machine(0, id))
}

fn is_draw(native: Native) -> bool {
    matches!(
        native,
        Native::SeedTwister | Native::RandomFloat | Native::RandomBits | Native::RandomBelow
    )
}

/// Draws from a generator, or seeds it; `of_machine` makes one of a generator that the program did not seed.
fn draw_from(
    env: &mut Env<'_>,
    native: Native,
    arguments: &[Value],
    of_machine: &dyn Fn(ObjectId) -> Twister,
) -> Result<Value, Fault> {
    let [Value::Object(id), rest @ ..] = arguments else {
        return Err(no_generator(env));
    };
    let amount = rest
        .first()
        .and_then(|&value| Number::of(env.heap, value)?.to_big());
    let Some(Object::Twister(twister)) = env.heap.get_mut(*id) else {
        return Err(no_generator(env));
    };
    if native == Native::SeedTwister {
        *twister = amount.map(|number| Box::new(Twister::of_integer(number.magnitude())));
        return Ok(Value::None);
    }
    let twister = twister.get_or_insert_with(|| Box::new(of_machine(*id)));
    if native == Native::RandomFloat {
        return Ok(Value::Float(twister.float()));
    }
    let bound = match amount.unwrap_or_default().into_parts() {
        (Sign::Minus, _) => BigUint::ZERO,
        (_, bound) => bound,
    };
    let drawn = if native == Native::RandomBelow {
        // Below 1 there is nothing to choose from, and nothing is drawn.
        if bound == BigUint::ZERO {
            bound
        } else {
            twister.below(&bound)
        }
    } else {
        match u64::try_from(&bound) {
            Ok(count) if count <= MAX_INT_BITS => twister.bits(count),
            _ => return Err(env.number_error(NumberError::TooLarge)),
        }
    };
    env.heap.reserve(drawn.bits() / 8)?;
    Ok(env.integer(BigInt::from(drawn)))
}

/// A generator that the program did not seed: every one differs, and a run repeats.
fn of_machine(seed: u64, id: ObjectId) -> Twister {
    Twister::new(&[seed as u32, (seed >> 32) as u32, id.owner, id.index])
}

fn no_generator(env: &mut Env<'_>) -> Fault {
    env.type_error("a generator of random numbers was expected")
}
