//! What the engine, the front end and the lessons promise together, on the host.

mod by_hand;
mod checked;
mod checking;
mod explorer;
mod explorer_generated;
mod explorer_memory;
mod explorer_tabled;
mod facts;
mod findings;
mod fuzzed;
mod hostile;
mod lessons;
mod metrics;
mod pictures;
mod policies;
mod processes;
mod programs;
mod refused;
mod replay;
mod spin;
mod supported;
mod textbook;
