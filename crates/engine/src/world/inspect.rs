//! Pictures of the world.
