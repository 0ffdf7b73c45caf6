//! Random numbers. Two tasks that draw from one generator can notice each other, so each draw is a visible operation.

use interleave_program::Native;
use interleave_trace::{ObjectId, TaskId};
use num_bigint::{BigInt, BigUint, Sign};

use super::World;
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
        let env = &mut self.env(task);
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
        // A forked process has its own luck.
        let name = id.in_process(process);
        let twister = twister.get_or_insert_with(|| Box::new(of_machine(seed, name)));
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
}

/// A generator that the program did not seed: every one differs, and a run repeats.
fn of_machine(seed: u64, id: ObjectId) -> Twister {
    Twister::new(&[seed as u32, (seed >> 32) as u32, id.owner, id.index])
}

fn no_generator(env: &mut Env<'_>) -> Fault {
    env.type_error("a generator of random numbers was expected")
}
