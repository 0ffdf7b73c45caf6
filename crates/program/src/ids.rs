//! Typed indices: one type an arena, so that they cannot be confused.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $name(pub $inner);

        impl $name {
            /// The id as an index into its arena.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A function of a program.
    FunctionId(u32)
);
id!(
    /// A constant of a program.
    ConstId(u32)
);
id!(
    /// A global (module-level) variable of a program.
    GlobalId(u32)
);
id!(
    /// An interned attribute, method or keyword name.
    NameId(u16)
);
id!(
    /// A register of the current frame.
    Reg(u16)
);
id!(
    /// A source file of a program; file 0 is the reader's own.
    FileId(u16)
);
id!(
    /// One instruction of a program: functions' code laid end to end. See [`crate::Program::site`].
    Site(u32)
);

impl Reg {
    /// The register `by` places after this one.
    #[must_use]
    pub fn offset(self, by: u16) -> Self {
        Self(self.0.saturating_add(by))
    }
}
