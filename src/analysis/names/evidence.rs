//! Known-name evidence: which words are surnames, given names or ordinary words (`rules/evidence/names.fst`).
//!
//! It shifts the burden of proof. A word that no list knows is suspicious beside a near twin; a word that a list knows needs a
//! shared context before it may be called a slip.

/// The marks of a word, a sum of the bits in `rules/evidence/build.py`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u8);

impl Marks {
    pub fn surname(self) -> bool {
        self.0 & 1 != 0
    }
    pub fn common_surname(self) -> bool {
        self.0 & 2 != 0
    }
    pub fn man(self) -> bool {
        self.0 & 4 != 0
    }
    pub fn woman(self) -> bool {
        self.0 & 8 != 0
    }
    pub fn given(self) -> bool {
        self.0 & 12 != 0
    }
    pub fn word(self) -> bool {
        self.0 & 16 != 0
    }
    pub fn proper(self) -> bool {
        self.0 & 32 != 0
    }
    pub fn unknown(self) -> bool {
        self.0 == 0
    }
}

/// The embedded set.
pub struct Evidence {
    map: fst::Map<&'static [u8]>,
}

impl Evidence {
    /// The set of `rules/evidence`; that it is sound is what the tests show.
    pub fn embedded() -> Self {
        let bytes: &'static [u8] = include_bytes!("../../../rules/evidence/names.fst");
        Self { map: fst::Map::new(bytes).unwrap_or_else(|error| panic!("rules/evidence/names.fst: {error}")) }
    }

    /// The marks of a word in lower case, without accents. A plural or a contraction counts as its base only where the base is a word.
    pub fn marks(&self, word: &str) -> Marks {
        let direct = self.map.get(word).unwrap_or(0) as u8;
        if direct != 0 {
            return Marks(direct);
        }
        let apostrophe = word.bytes().position(|b| b == b'\'');
        if let Some(at) = apostrophe {
            // O'Malley stands as "omalley" in the census; "don't" and "we're" are ordinary.
            let joined = word.replace('\'', "");
            let found = self.map.get(&joined).unwrap_or(0) as u8;
            if found != 0 {
                return Marks(found);
            }
            if matches!(&word[at..], "'t" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "'s") {
                return Marks(16);
            }
        }
        Marks(0)
    }
}
