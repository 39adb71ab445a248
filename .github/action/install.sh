#!/usr/bin/env bash
# Puts copydesk on the path of the steps that follow: the requested release, or a build of the action's own source if
# there is no release for this machine.
#
# Reads COPYDESK_VERSION (default: the version of the action), RUNNER_OS, RUNNER_ARCH, RUNNER_TEMP, GITHUB_ACTION_PATH;
# writes to GITHUB_PATH. COPYDESK_RELEASES is the address of the releases, for mirrors.
set -euo pipefail

own=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1)
version=${COPYDESK_VERSION:-$own}
version=${version#v}
releases=${COPYDESK_RELEASES:-https://github.com/copydesk/copydesk/releases/download}

if command -v copydesk >/dev/null && [ "$(copydesk -V)" = "copydesk $version" ]; then
  echo "copydesk $version is here already"
  exit 0
fi

case "$RUNNER_OS-$RUNNER_ARCH" in
  Linux-X64) target=x86_64-unknown-linux-gnu archive=tar.gz ;;
  Linux-ARM64) target=aarch64-unknown-linux-gnu archive=tar.gz ;;
  macOS-X64) target=x86_64-apple-darwin archive=tar.gz ;;
  macOS-ARM64) target=aarch64-apple-darwin archive=tar.gz ;;
  Windows-X64) target=x86_64-pc-windows-msvc archive=zip ;;
  *) target='' archive='' ;;
esac

folder=$RUNNER_TEMP/copydesk-$version
mkdir -p "$folder"
cd "$folder"
name=copydesk-v$version-$target

sum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

fetch() {
  curl --fail --silent --show-error --location --retry 3 --output "$1" "$releases/v$version/$1"
}

if [ -n "$target" ] && fetch SHA256SUMS && fetch "$name.$archive"; then
  # What is not the file that was released is not run, and no other is looked for.
  wanted=$(awk -v name="$name.$archive" '$2 == name || $2 == "*" name { print $1 }' SHA256SUMS)
  if [ -z "$wanted" ] || [ "$(sum "$name.$archive")" != "$wanted" ]; then
    echo "::error title=copydesk::$name.$archive is not the file that SHA256SUMS names"
    exit 1
  fi
  if [ "$archive" = zip ]; then unzip -q -o "$name.zip"; else tar xzf "$name.tar.gz"; fi
  echo "$folder/$name" >> "$GITHUB_PATH"
  echo "copydesk $version was installed from its release"
elif [ "$version" = "$own" ]; then
  cargo install --locked --path "$GITHUB_ACTION_PATH" --root "$folder"
  echo "$folder/bin" >> "$GITHUB_PATH"
  echo "copydesk $version was built"
else
  echo "::error title=copydesk::there is no release $version for $RUNNER_OS on $RUNNER_ARCH"
  exit 1
fi
