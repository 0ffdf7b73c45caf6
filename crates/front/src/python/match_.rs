//! `match`.

use ruff_python_ast as ast;

use super::lower::Lower;

impl<'a> Lower<'a> {
    /// `match subject:`
    pub fn match_(&mut self, match_: &'a ast::StmtMatch) {
        self.refuse(match_.range, "match", "use if and elif");
    }
}
