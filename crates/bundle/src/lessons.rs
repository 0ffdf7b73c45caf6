//! The lessons' programs, compiled.

use std::path::Path;

use interleave_playground::lessons::{Lesson, all};
use interleave_playground::run::compile;

use super::{Result, codec};

/// Writes every lesson's program as the front end would hand it to the simulator.
pub fn write(folder: &Path) -> Result {
    let folder = folder.join("lessons");
    std::fs::create_dir_all(&folder)?;
    for lesson in all() {
        let (program, _) = compile(Lesson::PROGRAM_NAME, lesson.program, &[])
            .map_err(|errors| format!("{} is not accepted: {errors:?}", lesson.slug))?;
        let bytes = codec::encode(&program).ok_or("a program cannot be written")?;
        std::fs::write(folder.join(format!("{}.bin", lesson.slug)), bytes)?;
    }
    Ok(())
}
