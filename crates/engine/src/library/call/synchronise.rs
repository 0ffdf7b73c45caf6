//! Making locks, queues and their kin.

use interleave_program::{Native, well_known};

use crate::library::arguments::{Arguments, integer};
use crate::library::{Env, Outcome};
use crate::sync::{Barrier, Condition, Event, Lock, Queue, QueueKind, Semaphore};
use crate::world::object::Object;
use crate::world::value::Value;

pub(super) fn construct(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Value> {
    let object = match native {
        Native::Lock | Native::RLock => {
            args.none(env)?;
            Object::Lock(Lock::new(native == Native::RLock))
        }
        Native::Condition => {
            let [lock] = args.bind(env, [well_known::LOCK], 0)?;
            let lock = match lock {
                None | Some(Value::None) => env.alloc(Object::Lock(Lock::new(true))),
                Some(lock) => lock,
            };
            match (lock, env.heap.of(lock)) {
                (Value::Object(lock), Object::Lock(_)) => {
                    Object::Condition(Box::new(Condition::new(lock)))
                }
                _ => {
                    return Err(env.type_error(
                        "Condition() takes a Lock or an RLock here, and no other object",
                    ));
                }
            }
        }
        Native::Semaphore | Native::BoundedSemaphore => {
            let [value] = args.bind(env, [well_known::VALUE], 0)?;
            let value = match value {
                Some(value) => integer(env, value)?,
                None => 1,
            };
            if value < 0 {
                return Err(env.value_error("semaphore initial value must be >= 0"));
            }
            let value = u32::try_from(value).unwrap_or(u32::MAX);
            let bound = (native == Native::BoundedSemaphore).then_some(value);
            Object::Semaphore(Semaphore { value, bound })
        }
        Native::Event => {
            args.none(env)?;
            Object::Event(Event::default())
        }
        Native::Barrier => {
            let [parties, action, timeout] = args.bind(
                env,
                [well_known::PARTIES, well_known::ACTION, well_known::TIMEOUT],
                1,
            )?;
            let parties = integer(env, parties.unwrap_or(Value::Int(0)))?;
            if parties < 1 {
                return Err(env.value_error("parties must be > 0"));
            }
            Object::Barrier(Box::new(Barrier::new(
                u32::try_from(parties).unwrap_or(u32::MAX),
                action.unwrap_or(Value::None),
                timeout.unwrap_or(Value::None),
            )))
        }
        Native::SimpleQueue => {
            args.none(env)?;
            queue(QueueKind::Fifo, 0, false)
        }
        _ => {
            let [maxsize] = args.bind(env, [well_known::MAXSIZE], 0)?;
            let kind = match native {
                Native::LifoQueue => QueueKind::Lifo,
                Native::PriorityQueue => QueueKind::Priority,
                _ => QueueKind::Fifo,
            };
            let capacity = capacity(env, maxsize)?;
            queue(kind, capacity, true)
        }
    };
    Ok(env.alloc(object))
}

/// `queue_store(kind, maxsize)`: a queue whose waiting is done by the library.
pub(super) fn store(env: &mut Env<'_>, kind: Value, maxsize: Option<Value>) -> Outcome<Value> {
    let kind = match env.as_text(kind).as_deref() {
        Some("fifo") => QueueKind::Fifo,
        Some("lifo") => QueueKind::Lifo,
        Some("priority") => QueueKind::Priority,
        _ => return Err(env.value_error("a queue is 'fifo', 'lifo' or 'priority'")),
    };
    let capacity = capacity(env, maxsize)?;
    Ok(env.alloc(queue(kind, capacity, true)))
}

fn queue(kind: QueueKind, capacity: usize, joinable: bool) -> Object {
    Object::Queue(Box::new(Queue::new(kind, capacity, joinable)))
}

/// A capacity; none, and what is below 1, is no bound.
fn capacity(env: &mut Env<'_>, maxsize: Option<Value>) -> Outcome<usize> {
    match maxsize {
        None => Ok(0),
        Some(maxsize) => Ok(usize::try_from(integer(env, maxsize)?).unwrap_or(0)),
    }
}
