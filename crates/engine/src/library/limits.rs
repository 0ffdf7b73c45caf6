//! Bounds of single operations, so that none takes unbounded time or memory.

/// How deep values may be nested where an operation walks into them (`repr`, comparison, hashing).
pub const MAX_NESTING: usize = 400;

/// How many values one operation may look at. Shared parts count each time they are met: a list nested fifty deep
/// that holds each inner list twice has more leaves than any computer could visit.
pub const MAX_VISITS: u64 = 1 << 24;

/// Bits of the largest integer: dividing two of them takes a fraction of a second.
pub const MAX_INT_BITS: u64 = 1 << 21;

/// Decimal digits that are converted from and to text, as `sys.get_int_max_str_digits()` says.
pub const MAX_INT_DIGITS: usize = 4300;

/// Work of `pow(a, b, m)` in products of 64-bit digits.
pub const MAX_MODULAR_WORK: u64 = 1 << 31;

/// Bytes of one text that is made piece by piece.
pub const MAX_TEXT_BYTES: usize = 1 << 26;
