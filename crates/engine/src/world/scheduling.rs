//! What threads ask of the operating system's scheduler: `sched_setscheduler(2)`, `setpriority(2)`,
//! `sched_setaffinity(2)`. Privileges are granted to everybody; arguments were checked by the library (`os`).
//!
//! A process's first thread goes by the process's id, so that a call for a process is one for that thread.

use interleave_trace::{ObjectId, ProcessId, Scheduling, TaskId, ThreadId, scheduling::Class};

use super::object::Object;
use super::process::FIRST_PID;
use super::value::Value;
use super::{Touched, World};

/// The native id of the first thread that is not its process's first one: those have their process's id, as on Linux.
const FIRST_TID: i64 = FIRST_PID + ObjectId::MAX_PROCESSES as i64;

/// Linux's number of a class (`include/uapi/linux/sched.h`).
fn number(class: Class) -> i64 {
    match class {
        Class::Other => 0,
        Class::Fifo => 1,
        Class::RoundRobin => 2,
    }
}

impl World {
    /// The native id of a thread.
    pub(super) fn native_id(&self, number: Value) -> Value {
        let thread = match number {
            Value::Int(number) => usize::try_from(number).ok(),
            _ => None,
        };
        let Some(thread) = thread.and_then(|number| self.threads.get(number)) else {
            return Value::None;
        };
        let is_first = self.processes[thread.process.index()].root == thread.id;
        Value::Int(if is_first {
            FIRST_PID + i64::from(thread.process.0)
        } else {
            FIRST_TID + i64::from(thread.id.0)
        })
    }

    /// The thread of a native id that has not ended; the caller's own for 0.
    fn thread_of(&self, caller: TaskId, native_id: Value) -> Option<ThreadId> {
        let thread = match native_id {
            Value::Int(0) => self.task(caller).thread,
            Value::Int(id @ FIRST_TID..) => ThreadId(u32::try_from(id - FIRST_TID).ok()?),
            Value::Int(id @ FIRST_PID..) => {
                let process = ProcessId(u32::try_from(id - FIRST_PID).ok()?);
                self.processes.get(process.index())?.root
            }
            _ => return None,
        };
        let known = self.threads.get(thread.index())?;
        (!known.ended).then_some(thread)
    }

    /// `get_scheduling(thread)`
    pub(super) fn get_scheduling(&mut self, id: TaskId, native_id: Value) -> Value {
        let Some(thread) = self.thread_of(id, native_id) else {
            return Value::None;
        };
        let wish = self.threads[thread.index()].scheduling;
        let cores = (0..self.cores).filter(|&core| wish.allows(usize::from(core)));
        let cores = cores.map(|core| Value::Int(i64::from(core))).collect();
        let parts = vec![
            Value::Int(number(wish.class)),
            Value::Int(i64::from(wish.priority)),
            Value::Int(i64::from(wish.nice)),
            self.env(id).list(cores),
        ];
        self.env(id).tuple(parts)
    }

    /// `set_scheduling(thread, class, priority, nice, cores)`
    pub(super) fn set_scheduling(&mut self, id: TaskId, arguments: &[Value]) -> Value {
        let &[native_id, class, priority, nice, cores] = arguments else {
            return Value::Bool(false);
        };
        let Some(thread) = self.thread_of(id, native_id) else {
            return Value::Bool(false);
        };
        let mut wish = self.threads[thread.index()].scheduling;
        if let Value::Int(class) = class {
            wish.class = match class {
                1 => Class::Fifo,
                2 => Class::RoundRobin,
                _ => Class::Other,
            };
        }
        if let Value::Int(priority) = priority {
            let most = *Scheduling::PRIORITIES.end();
            wish.priority = u8::try_from(priority.clamp(0, most)).unwrap_or(0);
        }
        if let Value::Int(nice) = nice {
            let (least, most) = (*Scheduling::NICE.start(), *Scheduling::NICE.end());
            wish.nice = i8::try_from(nice.clamp(least, most)).unwrap_or(0);
        }
        if let Object::List(chosen) = self.heap.of(cores) {
            let mut allowed = 0;
            for core in chosen {
                if let Value::Int(core @ 0..64) = *core
                    && core < i64::from(self.cores)
                {
                    allowed |= 1 << core;
                }
            }
            if allowed != 0 {
                // Whoever may run everywhere is not bound.
                let all = (0..self.cores).all(|core| allowed >> core & 1 == 1);
                wish.cores = if all { u64::MAX } else { allowed };
            }
        }
        self.threads[thread.index()].scheduling = wish;
        self.touch(Touched::Scheduling(thread));
        Value::Bool(true)
    }
}
