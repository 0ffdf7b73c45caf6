//! Walking into nested values without running code and within bounds.

use interleave_program::{NameId, Native};
use interleave_trace::LimitKind;

use super::limits::{MAX_NESTING, MAX_VISITS};
use super::{Env, Fault, Outcome};
use crate::world::heap::Heap;
use crate::world::object::Object;
use crate::world::value::Value;

/// Why a walk cannot go on.
#[derive(Clone, Copy, Debug)]
pub enum Halt {
    /// Code of the program would have to run.
    Code,
    /// It is nested too deeply.
    Deep,
    /// It would take too long.
    Long,
    /// It would become too large.
    Large,
    /// A value cannot be hashed.
    Unhashable(Value),
}

/// How far a walk has gone.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    depth: usize,
    visits: u64,
}

impl Walk {
    /// Walks one level further down.
    ///
    /// # Errors
    /// Those of `body`, or when it is nested too deeply.
    pub fn nested<T>(
        &mut self,
        body: impl FnOnce(&mut Walk) -> Result<T, Halt>,
    ) -> Result<T, Halt> {
        if self.depth >= MAX_NESTING {
            return Err(Halt::Deep);
        }
        self.depth += 1;
        let result = body(self);
        self.depth -= 1;
        result
    }

    /// Looks at one more value.
    ///
    /// # Errors
    /// Beyond the bounds.
    pub fn visit(&mut self) -> Result<(), Halt> {
        self.visits += 1;
        if self.visits > MAX_VISITS {
            return Err(Halt::Long);
        }
        Ok(())
    }
}

impl Env<'_> {
    /// What the end of a walk means for the operation that is `doing` it: `Ok` where code has to run.
    ///
    /// # Errors
    /// The fault that the halt is, otherwise.
    pub fn halted(&mut self, halt: Halt, doing: &str) -> Outcome<()> {
        Err(match halt {
            Halt::Code => return Ok(()),
            Halt::Deep => self.raise(
                Native::RecursionError,
                &format!("maximum recursion depth exceeded {doing}"),
            ),
            Halt::Long => Fault::Limit(LimitKind::Steps),
            Halt::Large => Fault::Limit(LimitKind::Memory),
            Halt::Unhashable(value) => {
                let name = super::attribute::type_name(self, value);
                self.type_error(&format!("unhashable type: '{name}'"))
            }
        })
    }
}

/// What a class of the program (not a built-in type it derives from) defines under a name.
#[must_use]
pub fn class_attribute(heap: &Heap, class: Value, name: NameId) -> Option<Value> {
    let Object::Class(class) = heap.of(class) else {
        return None;
    };
    class.mro.iter().find_map(|&base| match heap.of(base) {
        Object::Class(base) => field(&base.fields, name),
        _ => None,
    })
}

/// The field of a name.
#[must_use]
pub fn field(fields: &[(NameId, Value)], name: NameId) -> Option<Value> {
    fields
        .iter()
        .find(|(field, _)| *field == name)
        .map(|&(_, value)| value)
}

/// The class of an instance, of an exception, or of a class, where it is a class of the program.
#[must_use]
pub fn program_class(heap: &Heap, value: Value) -> Option<Value> {
    let class = match heap.of(value) {
        Object::Instance(instance) => instance.class,
        Object::Exception(exception) => exception.class,
        Object::Class(class) => class.metaclass,
        _ => return None,
    };
    matches!(heap.of(class), Object::Class(_)).then_some(class)
}

/// What the class of an instance defines under a name.
#[must_use]
pub fn special(heap: &Heap, value: Value, name: NameId) -> Option<Value> {
    class_attribute(heap, program_class(heap, value)?, name)
}
