//! Functions about event loops: `asyncio.get_running_loop()` and its kin.

use interleave_program::{Native, Reg};
use interleave_trace::{ObjectId, TaskId};

use super::EventLoop;
use crate::library::Fault;
use crate::world::World;
use crate::world::interpreter::{Arguments, Flow};
use crate::world::log::Log;
use crate::world::object::{Items, Key, Object};
use crate::world::value::Value;

impl World {
    /// Performs a call of one of the functions about event loops.
    pub(crate) fn loop_function(
        &mut self,
        id: TaskId,
        native: Native,
        arguments: &Arguments,
        base: Reg,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let first = arguments.positional.first().copied().unwrap_or(Value::None);
        let running = self.running_loop(id);
        let value = match native {
            Native::YieldToLoop => return self.yield_to_loop(id, base, log),
            Native::GetRunningLoop => match running {
                Some(event_loop) => Value::Object(event_loop),
                None => {
                    return Err(self
                        .env(id)
                        .raise(Native::RuntimeError, "no running event loop"));
                }
            },
            Native::RunningLoopOrNone => running.map_or(Value::None, Value::Object),
            Native::NewLoop => self
                .env(id)
                .alloc(Object::Loop(Box::<EventLoop>::default())),
            Native::CloseLoop => {
                if let Some(event_loop) = first
                    .object()
                    .and_then(|event_loop| self.event_loop(event_loop))
                {
                    event_loop.closed = true;
                }
                Value::None
            }
            Native::CurrentTask => match self.task(id).object {
                object if self.task(id).kind == interleave_trace::TaskKind::Coroutine => object,
                _ if running.is_some() => Value::None,
                _ => {
                    return Err(self
                        .env(id)
                        .raise(Native::RuntimeError, "no running event loop"));
                }
            },
            Native::AllTasks => {
                let event_loop = first.object().or(running);
                let tasks = event_loop
                    .and_then(|event_loop| self.event_loop(event_loop))
                    .map(|event_loop| event_loop.tasks.clone());
                let items: Items = tasks
                    .unwrap_or_default()
                    .into_values()
                    .map(|task| (Key::Identity(task), Value::Object(task)))
                    .collect();
                self.env(id).set(items)
            }
            Native::GatherFuture => {
                let children: Vec<ObjectId> = match arguments.positional.get(1) {
                    Some(&list) => match self.heap.of(list) {
                        Object::List(items) => {
                            items.iter().filter_map(|child| child.object()).collect()
                        }
                        _ => Vec::new(),
                    },
                    None => Vec::new(),
                };
                if let Some(future) = first.object().and_then(|future| self.future_mut(future)) {
                    future.children = children;
                }
                Value::None
            }
            Native::CancelRequested => Value::Bool(
                first
                    .object()
                    .and_then(|future| self.future(future))
                    .is_some_and(|future| future.cancel_requested),
            ),
            Native::LabelFuture => {
                if let [Value::Object(future), object, word] = arguments.positional[..]
                    && let Some(future) = self.future_mut(future)
                {
                    future.label = Some((object, word));
                }
                Value::None
            }
            _ => {
                let message = format!("{}() is not supported here", native.path());
                return Err(self.env(id).type_error(&message));
            }
        };
        self.finish_operation(id, base, value);
        Ok(Flow::Continue)
    }
}
