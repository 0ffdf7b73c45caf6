//! The files of the simulated machine: names, and plain bytes behind them. All processes share them; forks of a world
//! share what neither has written since.
//!
//! The rules and the numbers of errors are Linux's (`open(2)`, `rename(2)`, `errno(3)`), as far as they are here: no links,
//! no permissions, no times.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{hash, mix};

/// Why the kernel refuses, with the number that programs know it by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Errno {
    /// No such file or directory.
    NotFound = 2,
    /// Bad file descriptor.
    BadFile = 9,
    /// File exists.
    Exists = 17,
    /// Not a directory.
    NotDirectory = 20,
    /// Is a directory.
    IsDirectory = 21,
    /// Invalid argument.
    Invalid = 22,
    /// Too many open files in system.
    TooMany = 23,
    /// No space left on device.
    NoSpace = 28,
    /// Directory not empty.
    NotEmpty = 39,
}

/// How a file is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Opening {
    /// Make the file if it is not there.
    pub create: bool,
    /// Refuse if it is there.
    pub exclusive: bool,
    /// Empty it.
    pub truncate: bool,
}

/// What is behind a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// A directory.
    Directory,
    /// A file of so many bytes.
    File(u64),
}

#[derive(Clone, Debug)]
enum Node {
    Directory,
    File(u32),
}

#[derive(Clone, Debug, Default)]
struct Content {
    bytes: Arc<Vec<u8>>,
    /// Whether a name leads to it.
    named: bool,
    /// How often it is open.
    open: u32,
    /// Hash of the bytes, once somebody has asked for it since they were written.
    hash: OnceLock<u64>,
}

/// A tree of directories and files.
#[derive(Clone, Debug)]
pub struct Files {
    nodes: BTreeMap<Arc<str>, Node>,
    contents: BTreeMap<u32, Content>,
    made: u32,
    bytes: u64,
}

impl Default for Files {
    fn default() -> Self {
        let directories = ["/", "/home", Files::HOME, "/tmp"];
        Self {
            nodes: directories
                .map(|path| (path.into(), Node::Directory))
                .into(),
            contents: BTreeMap::new(),
            made: 0,
            bytes: 0,
        }
    }
}

impl Files {
    /// The directory in which programs run.
    pub const HOME: &'static str = "/home/reader";
    /// Most bytes of all files together.
    pub const MAX_BYTES: u64 = 16 << 20;
    /// Most files and directories, those included that are open and have no name any more.
    pub const MAX_NODES: usize = 4096;
    /// The longest path, in bytes (`PATH_MAX`).
    pub const MAX_PATH: usize = 4096;

    /// A path from the root without `.`, `..` and doubled slashes.
    #[must_use]
    pub fn absolute(path: &str) -> String {
        let mut parts: Vec<&str> = Vec::new();
        let home = if path.starts_with('/') {
            ""
        } else {
            Self::HOME
        };
        for part in home.split('/').chain(path.split('/')) {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        format!("/{}", parts.join("/"))
    }

    /// Opens a file, and gives the number that stands for its content.
    ///
    /// # Errors
    /// As `open(2)`.
    pub fn open(&mut self, path: &str, how: Opening) -> Result<u32, Errno> {
        let name = self.name(path)?;
        let number = match self.nodes.get(&*name) {
            Some(Node::Directory) if how.exclusive => return Err(Errno::Exists),
            Some(Node::Directory) => return Err(Errno::IsDirectory),
            Some(Node::File(_)) if how.exclusive => return Err(Errno::Exists),
            Some(&Node::File(number)) => number,
            None if !how.create => return Err(Errno::NotFound),
            None => self.make(&name)?,
        };
        if how.truncate {
            self.truncate(number, 0)?;
        }
        let content = self.content_mut(number)?;
        content.open = content.open.saturating_add(1);
        Ok(number)
    }

    /// Undoes one [`Files::open`].
    pub fn close(&mut self, number: u32) {
        if let Ok(content) = self.content_mut(number) {
            content.open = content.open.saturating_sub(1);
        }
        self.drop_unused(number);
    }

    /// At most `most` bytes from `at` on.
    ///
    /// # Errors
    /// When nothing is open under the number.
    pub fn read(&self, number: u32, at: u64, most: u64) -> Result<&[u8], Errno> {
        let content = self.contents.get(&number).ok_or(Errno::BadFile)?;
        let bytes = &content.bytes;
        let start = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
        let length = usize::try_from(most).unwrap_or(usize::MAX);
        let end = start.saturating_add(length).min(bytes.len());
        Ok(bytes.get(start..end).unwrap_or_default())
    }

    /// Writes bytes from `at` on, or at the end, and gives where they end. What lies between the end of the file and
    /// `at` becomes zeros.
    ///
    /// # Errors
    /// When the disk is full, or nothing is open under the number.
    pub fn write(&mut self, number: u32, at: Option<u64>, bytes: &[u8]) -> Result<u64, Errno> {
        let size = self.size(number)?;
        let start = at.unwrap_or(size);
        let end = start.saturating_add(bytes.len() as u64);
        if bytes.is_empty() {
            return Ok(end);
        }
        self.resize(number, size.max(end))?;
        let content = self.content_mut(number)?;
        let (from, to) = (start as usize, end as usize);
        if let Some(place) = Arc::make_mut(&mut content.bytes).get_mut(from..to) {
            place.copy_from_slice(bytes);
        }
        Ok(end)
    }

    /// Cuts a file, or fills it up with zeros.
    ///
    /// # Errors
    /// As [`Files::write`].
    pub fn truncate(&mut self, number: u32, size: u64) -> Result<(), Errno> {
        if self.size(number)? == size {
            return Ok(());
        }
        self.resize(number, size)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When nothing is open under the number.
    pub fn size(&self, number: u32) -> Result<u64, Errno> {
        let content = self.contents.get(&number).ok_or(Errno::BadFile)?;
        Ok(content.bytes.len() as u64)
    }

    /// What is behind a path.
    #[must_use]
    pub fn status(&self, path: &str) -> Option<Status> {
        match self.nodes.get(Self::absolute(path).as_str())? {
            Node::Directory => Some(Status::Directory),
            Node::File(number) => Some(Status::File(self.size(*number).unwrap_or(0))),
        }
    }

    /// Removes a file.
    ///
    /// # Errors
    /// As `unlink(2)`.
    pub fn remove(&mut self, path: &str) -> Result<(), Errno> {
        let name = self.name(path)?;
        match self.nodes.get(&*name) {
            None => Err(Errno::NotFound),
            Some(Node::Directory) => Err(Errno::IsDirectory),
            Some(&Node::File(number)) => {
                self.nodes.remove(&*name);
                self.forget_name(number);
                Ok(())
            }
        }
    }

    /// Gives a file another name; a file that has it already is gone, in one step.
    ///
    /// # Errors
    /// As `rename(2)`; directories stay where they are.
    pub fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        let (from, to) = (self.name(from)?, self.name(to)?);
        let number = match self.nodes.get(&*from) {
            None => return Err(Errno::NotFound),
            Some(Node::Directory) => return Err(Errno::Invalid),
            Some(&Node::File(number)) => number,
        };
        if let Some(Node::Directory) = self.nodes.get(&*to) {
            return Err(Errno::IsDirectory);
        }
        self.nodes.remove(&*from);
        if let Some(Node::File(gone)) = self.nodes.insert(to.into(), Node::File(number))
            && gone != number
        {
            self.forget_name(gone);
        }
        Ok(())
    }

    /// Makes a directory.
    ///
    /// # Errors
    /// As `mkdir(2)`.
    pub fn make_directory(&mut self, path: &str) -> Result<(), Errno> {
        let name = self.name(path)?;
        if self.nodes.contains_key(&*name) {
            return Err(Errno::Exists);
        }
        self.check_room()?;
        self.nodes.insert(name.into(), Node::Directory);
        Ok(())
    }

    /// Removes a directory that is empty.
    ///
    /// # Errors
    /// As `rmdir(2)`.
    pub fn remove_directory(&mut self, path: &str) -> Result<(), Errno> {
        let name = self.name(path)?;
        match self.nodes.get(&*name) {
            None => Err(Errno::NotFound),
            Some(Node::File(_)) => Err(Errno::NotDirectory),
            Some(Node::Directory) if !self.list(path)?.is_empty() || name == "/" => {
                Err(Errno::NotEmpty)
            }
            Some(Node::Directory) => {
                self.nodes.remove(&*name);
                Ok(())
            }
        }
    }

    /// The names in a directory, in alphabetical order.
    ///
    /// # Errors
    /// As `opendir(3)`.
    pub fn list(&self, path: &str) -> Result<Vec<&str>, Errno> {
        let name = self.name(path)?;
        match self.nodes.get(&*name) {
            None => return Err(Errno::NotFound),
            Some(Node::File(_)) => return Err(Errno::NotDirectory),
            Some(Node::Directory) => {}
        }
        let inside = if name == "/" { name } else { name + "/" };
        let from = std::ops::Bound::Excluded(inside.as_str());
        let names = self
            .nodes
            .range::<str, _>((from, std::ops::Bound::Unbounded))
            .map_while(|(path, _)| path.strip_prefix(&*inside))
            .filter(|rest| !rest.contains('/'));
        Ok(names.collect())
    }

    /// A hash of all names and bytes, and of what is open.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let names = self.nodes.iter().fold(0u64, |sum, (path, node)| {
            let node = match node {
                Node::Directory => 0,
                Node::File(number) => u64::from(*number),
            };
            sum.wrapping_add(mix(hash(path.as_bytes()) ^ node.rotate_left(32)))
        });
        self.contents.iter().fold(names, |sum, (&number, content)| {
            let bytes = *content.hash.get_or_init(|| hash(&content.bytes));
            let open = u64::from(content.open) << 32 | u64::from(number);
            sum.wrapping_add(mix(bytes ^ mix(open)))
        })
    }

    /// The absolute form of a path whose directory exists.
    fn name(&self, path: &str) -> Result<String, Errno> {
        if path.is_empty() || path.len() > Self::MAX_PATH || path.contains('\0') {
            return Err(Errno::NotFound);
        }
        let name = Self::absolute(path);
        let parent = match name.rsplit_once('/') {
            Some(("", _)) | None => "/",
            Some((parent, _)) => parent,
        };
        match self.nodes.get(parent) {
            Some(Node::Directory) => Ok(name),
            Some(Node::File(_)) => Err(Errno::NotDirectory),
            None => Err(Errno::NotFound),
        }
    }

    fn make(&mut self, name: &str) -> Result<u32, Errno> {
        self.check_room()?;
        // The lowest free number: names do not depend on what was there once.
        let number = (0..=self.made)
            .find(|number| !self.contents.contains_key(number))
            .unwrap_or(self.made);
        self.made = self.made.max(number.saturating_add(1));
        let content = Content {
            named: true,
            ..Content::default()
        };
        self.contents.insert(number, content);
        self.nodes.insert(name.into(), Node::File(number));
        Ok(number)
    }

    fn check_room(&self) -> Result<(), Errno> {
        if self.nodes.len().max(self.contents.len()) >= Self::MAX_NODES {
            return Err(Errno::NoSpace);
        }
        Ok(())
    }

    fn content_mut(&mut self, number: u32) -> Result<&mut Content, Errno> {
        self.contents.get_mut(&number).ok_or(Errno::BadFile)
    }

    fn resize(&mut self, number: u32, size: u64) -> Result<(), Errno> {
        let total = self.bytes - self.size(number)?.min(self.bytes);
        if size > Self::MAX_BYTES - total.min(Self::MAX_BYTES) {
            return Err(Errno::NoSpace);
        }
        self.bytes = total + size;
        let content = self.content_mut(number)?;
        content.hash = OnceLock::new();
        Arc::make_mut(&mut content.bytes).resize(size as usize, 0);
        Ok(())
    }

    fn forget_name(&mut self, number: u32) {
        if let Ok(content) = self.content_mut(number) {
            content.named = false;
        }
        self.drop_unused(number);
    }

    /// Forgets a content that no name leads to and nobody has open.
    fn drop_unused(&mut self, number: u32) {
        let unused = |content: &Content| !content.named && content.open == 0;
        if self.contents.get(&number).is_some_and(unused)
            && let Some(content) = self.contents.remove(&number)
        {
            self.bytes = self.bytes.saturating_sub(content.bytes.len() as u64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Errno, Files, Opening, Status};

    const CREATE: Opening = Opening {
        create: true,
        exclusive: false,
        truncate: false,
    };

    #[test]
    fn paths_are_looked_at_from_home() {
        for (path, absolute) in [
            ("a.txt", "/home/reader/a.txt"),
            ("./b//c/", "/home/reader/b/c"),
            ("/tmp/../x", "/x"),
            ("../../../../y", "/y"),
            ("/", "/"),
        ] {
            assert_eq!(Files::absolute(path), absolute);
        }
    }

    #[test]
    fn what_is_open_outlives_its_name() {
        let mut files = Files::default();
        let empty = files.fingerprint();
        let number = files.open("a", CREATE).unwrap();
        assert_eq!(files.write(number, None, b"one"), Ok(3));
        assert_eq!(files.write(number, Some(5), b"x"), Ok(6));
        assert_eq!(files.read(number, 0, 100), Ok(&b"one\0\0x"[..]));
        let fork = files.clone();
        assert_eq!(fork.fingerprint(), files.fingerprint());
        assert_eq!(files.remove("a"), Ok(()));
        assert_eq!(files.status("a"), None);
        assert_eq!(files.read(number, 1, 2), Ok(&b"ne"[..]));
        files.close(number);
        assert_eq!(files.read(number, 0, 1), Err(Errno::BadFile));
        assert_eq!(files.fingerprint(), empty);
        assert_eq!(fork.status("a"), Some(Status::File(6)));
    }

    #[test]
    fn the_kernel_refuses_as_linux_does() {
        let mut files = Files::default();
        assert_eq!(files.open("a", Opening::default()), Err(Errno::NotFound));
        assert_eq!(files.open("no/a", CREATE), Err(Errno::NotFound));
        assert_eq!(files.open("/tmp", CREATE), Err(Errno::IsDirectory));
        let number = files.open("a", CREATE).unwrap();
        let exclusive = Opening {
            exclusive: true,
            ..CREATE
        };
        assert_eq!(files.open("a", exclusive), Err(Errno::Exists));
        assert_eq!(files.open("a/b", CREATE), Err(Errno::NotDirectory));
        assert_eq!(files.list("a"), Err(Errno::NotDirectory));
        assert_eq!(files.make_directory("d"), Ok(()));
        assert_eq!(files.make_directory("d"), Err(Errno::Exists));
        assert_eq!(files.rename("a", "d/b"), Ok(()));
        assert_eq!(files.remove_directory("d"), Err(Errno::NotEmpty));
        assert_eq!(files.list("d"), Ok(vec!["b"]));
        assert_eq!(files.list("."), Ok(vec!["d"]));
        assert_eq!(files.list("/"), Ok(vec!["home", "tmp"]));
        assert_eq!(files.remove("d"), Err(Errno::IsDirectory));
        assert_eq!(files.remove("d/b"), Ok(()));
        assert_eq!(files.remove_directory("d"), Ok(()));
        assert_eq!(files.size(number), Ok(0));
    }

    #[test]
    fn the_disk_is_bounded() {
        let mut files = Files::default();
        let number = files.open("a", CREATE).unwrap();
        assert_eq!(
            files.write(number, Some(u64::MAX), b"x"),
            Err(Errno::NoSpace)
        );
        assert_eq!(files.truncate(number, Files::MAX_BYTES), Ok(()));
        assert_eq!(files.write(number, None, b"x"), Err(Errno::NoSpace));
        assert_eq!(files.truncate(number, 1), Ok(()));
        let made = (0..Files::MAX_NODES)
            .take_while(|index| files.open(&format!("f{index}"), CREATE).is_ok())
            .count();
        assert!(made < Files::MAX_NODES);
        assert_eq!(files.open("one more", CREATE), Err(Errno::NoSpace));
    }
}
