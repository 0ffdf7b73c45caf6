//! Operations of devices: requests over the simulated network, and the system calls of simulated files.
//!
//! The thread waits first, without the interpreter lock, and then the operation happens, at once and as a whole. What a
//! server answers, and how Python buffers files, is the library's affair (`_network.py`, `_files.py`).

use interleave_program::Native;
use interleave_trace::{TaskId, Tick};

use super::World;
use super::interpreter::Arguments;
use super::object::Object;
use super::task::{Guard, Progress};
use super::threading::nanoseconds;
use super::value::Value;
use crate::device::{Device, Errno, Opening, Status};
use crate::library::Fault;

/// The device that a function of the engine uses, if it does.
#[must_use]
pub(crate) fn device_of(native: Native) -> Option<Device> {
    match native {
        Native::Exchange => Some(Device::Network),
        Native::FileOpen
        | Native::FileRead
        | Native::FileWrite
        | Native::FileTruncate
        | Native::FileClose
        | Native::FileSize
        | Native::PathStatus
        | Native::PathRemove
        | Native::PathRename
        | Native::DirectoryMake
        | Native::DirectoryRemove
        | Native::DirectoryList => Some(Device::Disk),
        _ => None,
    }
}

impl World {
    /// The condition of a use of a device: that its latency has passed. The first argument names what is asked for.
    pub(crate) fn device_guard(
        &mut self,
        id: TaskId,
        device: Device,
        arguments: &Arguments,
    ) -> (Guard, Option<Tick>) {
        let argument = |at: usize| arguments.positional.get(at).copied().unwrap_or(Value::None);
        let name = argument(0);
        let text = self.env(id).as_text(name).unwrap_or_else(|| "".into());
        let mut wait_ns = self.devices.latency(device, &text);
        let mut patience_ns = None;
        if device == Device::Network {
            wait_ns = wait_ns.saturating_add(nanoseconds(argument(1)).unwrap_or(0));
            patience_ns = nanoseconds(argument(2));
        }
        let lost = patience_ns.is_some_and(|patience_ns| patience_ns < wait_ns);
        let until = self
            .now()
            .after(patience_ns.unwrap_or(u64::MAX).min(wait_ns));
        self.task_mut(id).progress = Progress::Transfer {
            name,
            impatient: patience_ns.is_some(),
            lost,
        };
        (Guard::Device(device), Some(until))
    }

    /// What a task that waits for a device has asked for: a URL or a path.
    #[must_use]
    pub fn transfer_name(&self, id: TaskId) -> Option<&str> {
        match self.task(id).progress {
            Progress::Transfer { name, .. } => match self.heap.of(name) {
                Object::Str(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// Performs an operation of a device whose latency has passed.
    pub(crate) fn device_operation(
        &mut self,
        id: TaskId,
        native: Native,
        arguments: &Arguments,
    ) -> Result<Value, Fault> {
        if native == Native::Exchange {
            let task = self.task(id);
            let lost = matches!(task.progress, Progress::Transfer { lost: true, .. });
            return Ok(Value::Bool(!(lost || task.timed_out)));
        }
        match self.file_operation(id, native, &arguments.positional)? {
            Ok(value) => Ok(value),
            Err(errno) => Ok(Value::Int(-i64::from(errno as u8))),
        }
    }

    /// How long an exchange over the network will take that a coroutine begins now, in seconds.
    pub(crate) fn network_latency(&mut self, id: TaskId, arguments: &Arguments) -> Value {
        let name = arguments.positional.first().copied().unwrap_or(Value::None);
        let text = self.env(id).as_text(name).unwrap_or_else(|| "".into());
        let wait_ns = self.devices.latency(Device::Network, &text);
        Value::Float(wait_ns as f64 / 1e9)
    }

    /// A system call: its result, or why the kernel refuses.
    fn file_operation(
        &mut self,
        id: TaskId,
        native: Native,
        args: &[Value],
    ) -> Result<Result<Value, Errno>, Fault> {
        let argument = |at: usize| args.get(at).copied().unwrap_or(Value::None);
        let path = self
            .env(id)
            .as_text(argument(0))
            .unwrap_or_else(|| "".into());
        let number = match argument(1) {
            Value::Int(number) => u32::try_from(number).unwrap_or(u32::MAX),
            _ => u32::MAX,
        };
        let offset = |at: usize| match argument(at) {
            Value::Int(offset) => u64::try_from(offset).ok(),
            _ => None,
        };
        let nothing = |()| Value::None;
        Ok(match native {
            Native::FileOpen => {
                let mode = self
                    .env(id)
                    .as_text(argument(1))
                    .unwrap_or_else(|| "".into());
                let how = Opening {
                    create: !mode.contains('r'),
                    exclusive: mode.contains('x'),
                    truncate: mode.contains('w'),
                };
                let opened = self.devices.files_mut().open(&path, how);
                opened.map(|number| Value::Int(i64::from(number)))
            }
            Native::FileClose => {
                self.devices.files_mut().close(number);
                Ok(Value::None)
            }
            Native::FileRead => {
                let (at, most) = (offset(2).unwrap_or(0), offset(3).unwrap_or(u64::MAX));
                return self.read_text(id, number, at, most);
            }
            Native::FileWrite => {
                let text = self
                    .env(id)
                    .as_text(argument(3))
                    .unwrap_or_else(|| "".into());
                let end = self
                    .devices
                    .files_mut()
                    .write(number, offset(2), text.as_bytes());
                end.map(|end| Value::Int(end as i64))
            }
            Native::FileTruncate => {
                let size = offset(2).unwrap_or(0);
                self.devices.files_mut().truncate(number, size).map(nothing)
            }
            Native::FileSize => {
                let size = self.devices.files().size(number);
                size.map(|size| Value::Int(size as i64))
            }
            Native::PathStatus => Ok(match self.devices.files().status(&path) {
                None => Value::None,
                Some(Status::Directory) => Value::Bool(true),
                Some(Status::File(size)) => Value::Int(size as i64),
            }),
            Native::PathRemove => self.devices.files_mut().remove(&path).map(nothing),
            Native::PathRename => {
                let to = self
                    .env(id)
                    .as_text(argument(1))
                    .unwrap_or_else(|| "".into());
                self.devices.files_mut().rename(&path, &to).map(nothing)
            }
            Native::DirectoryMake => self.devices.files_mut().make_directory(&path).map(nothing),
            Native::DirectoryRemove => self
                .devices
                .files_mut()
                .remove_directory(&path)
                .map(nothing),
            _ => {
                let files = self.devices.files().clone();
                match files.list(&path) {
                    Err(errno) => Err(errno),
                    Ok(names) => {
                        let mut env = self.env(id);
                        let names = names.into_iter().map(|name| env.text(name)).collect();
                        Ok(env.list(names))
                    }
                }
            }
        })
    }

    /// The text from `at` on and where it ends, as a tuple; a character that `most` bytes would cut is left for the next
    /// time. Bytes that are no UTF-8 become replacement characters.
    fn read_text(
        &mut self,
        id: TaskId,
        number: u32,
        at: u64,
        most: u64,
    ) -> Result<Result<Value, Errno>, Fault> {
        let files = self.devices.files();
        let mut bytes = match files.read(number, at, most) {
            Ok(bytes) => bytes,
            Err(errno) => return Ok(Err(errno)),
        };
        // A character has at most four bytes: one that is cut misses up to three.
        if files
            .size(number)
            .is_ok_and(|size| at.saturating_add(bytes.len() as u64) < size)
            && let Err(error) = std::str::from_utf8(bytes)
            && error.error_len().is_none()
            && error.valid_up_to() > 0
        {
            bytes = bytes.get(..error.valid_up_to()).unwrap_or(bytes);
        }
        let end = at.saturating_add(bytes.len() as u64);
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut env = self.env(id);
        env.heap.reserve(text.len() as u64)?;
        let text = env.text(text);
        Ok(Ok(env.tuple(vec![text, Value::Int(end as i64)])))
    }
}
