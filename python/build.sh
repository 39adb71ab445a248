#!/usr/bin/env bash
# Builds the wheel into python/dist: the module and the program. Needs maturin and a Rust toolchain.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
target=${CARGO_TARGET_DIR:-$PWD/../target}
cargo build --release --manifest-path ../Cargo.toml --bin copydesk
mkdir -p copydesk.data/scripts
cp "$target/release/copydesk" copydesk.data/scripts/
maturin build --release --out dist "$@"
