#!/usr/bin/env bash
# Builds the package into `dist`: the WebAssembly module, its JavaScript, the playground, and the adapter with its example.
#
#   bash editors/web/build.sh
#
# It needs a Rust toolchain with the target wasm32-unknown-unknown (or Debian's rustc-web, cargo-web, rust-web-src and
# lld-19), wasm-bindgen, and Node with npm. It says what is missing and exits with 3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

TARGET=wasm32-unknown-unknown
TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
export PATH="$TARGET_DIR/tools/bin:$PATH"

missing() {
  echo "editors/web: not built: $1" >&2
  exit 3
}

command -v cargo >/dev/null || missing "there is no cargo"
command -v npm >/dev/null || missing "there is no npm"

# The target comes with rustup. Debian's compiler for the web builds the standard library itself instead.
flags=()
if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$TARGET/lib" ]; then
  if command -v rustup >/dev/null && timeout 300 rustup target add "$TARGET" >/dev/null 2>&1; then
    echo "added the target $TARGET"
  elif [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ]; then
    export RUSTC_BOOTSTRAP=1
    flags+=(-Zbuild-std=std,panic_abort)
  else
    missing "rustc has no target $TARGET; try: rustup target add $TARGET, or apt-get install rustc-web cargo-web rust-web-src lld-19"
  fi
fi

# wasm-bindgen reads what its library of the same version has written.
version=$(sed -n 's/^wasm-bindgen = "=\(.*\)"$/\1/p' Cargo.toml)
if [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $version" ]; then
  # A registry may lack a version that its lock file names.
  cargo install --quiet --locked wasm-bindgen-cli --version "$version" --root "$TARGET_DIR/tools" ||
    cargo install --quiet wasm-bindgen-cli --version "$version" --root "$TARGET_DIR/tools" ||
    missing "wasm-bindgen $version cannot be installed; try: cargo install wasm-bindgen-cli --version $version"
fi

cargo build --release --locked --target "$TARGET" --target-dir "$TARGET_DIR" "${flags[@]}"

rm -rf dist
mkdir -p dist/wasm
wasm-bindgen --target web --out-dir dist/wasm --out-name copydesk "$TARGET_DIR/$TARGET/release/copydesk_wasm.wasm"
cp js/*.js js/*.d.ts dist/
mkdir -p dist/prosemirror/example
cp prosemirror/*.js prosemirror/*.d.ts prosemirror/*.css dist/prosemirror/
cp prosemirror/example/*.html prosemirror/example/*.css dist/prosemirror/example/
cp -r playground dist/

# Smaller, and the example in one file; both with tools of npm.
[ -d node_modules ] || npm ci --silent --no-audit --no-fund || echo "npm cannot install: the module is not made smaller, and the example is not bundled" >&2
if [ -x node_modules/.bin/wasm-opt ]; then
  features=(--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue)
  node_modules/.bin/wasm-opt -Oz "${features[@]}" dist/wasm/copydesk_bg.wasm -o dist/wasm/small.wasm
  mv dist/wasm/small.wasm dist/wasm/copydesk_bg.wasm
fi
if [ -x node_modules/.bin/esbuild ]; then
  node_modules/.bin/esbuild prosemirror/example/example.js --bundle --format=esm --minify --log-level=warning \
    --alias:copydesk-wasm=./dist/index.js --alias:copydesk-wasm/prosemirror=./dist/prosemirror/index.js \
    --outfile=dist/prosemirror/example/example.bundle.js
fi

node sizes.js
