#!/usr/bin/env bash
# Builds the Debian package into target/debian; [package.metadata.deb] in Cargo.toml says what is in it. Needs Debian or Ubuntu,
# a Rust toolchain and cargo-deb (`cargo install cargo-deb`).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cargo build --release --locked --bin copydesk
bash packaging/share.sh "${CARGO_TARGET_DIR:-target}/release/copydesk" target/share > /dev/null
cargo deb --no-build --locked --output target/debian/ "$@"
