//! The tests of copydesk as its users meet it, in one binary: it is linked once and shares the drafts it reads.

mod suite;
