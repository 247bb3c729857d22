#!/usr/bin/env bash
# Installs what is missing and nothing else: setup.sh run | test | bench | audit
source "$(dirname "$0")/lib.sh"

# package COMMAND PACKAGE: a base tool; an administrator gets it installed, anyone else is told how.
package() {
  local command=$1 package=$2
  type -P "$command" >/dev/null && return
  if ((EUID == 0)) && type -P apt-get >/dev/null; then
    step "Paquet $package installé" install_package "$package"
  else
    fail "Il manque « $command ». Tapez : sudo apt-get install $package"
  fi
}

install_package() {
  apt-get update &&
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$1"
}

# crate NAME VERSION LOCKED: a Rust tool, built for a short build rather than for speed.
crate() {
  local root=$TOOLS/$1-$2
  step "$1 $2 installé" env -u RUSTFLAGS -u CARGO_TARGET_DIR \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
    CARGO_INCREMENTAL=0 cargo install "$1" --version "=$2" $3 --root "$root"
}

# has_version COMMAND VERSION: whether the tool that PATH finds is that one.
has_version() {
  type -P "$1" >/dev/null && [[ " $("$1" --version 2>/dev/null | head -n 1) " == *" $2 "* ]]
}

has_recent_node() {
  node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)'
}

has_wasm_target() {
  [[ -d $(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown ]]
}

# npm_packages FOLDER TEXT: only when the lock file is not the one last installed.
npm_packages() {
  local stamp=$1/node_modules/.lock-installed
  cmp --silent "$1/package-lock.json" "$stamp" || step "$2" npm_ci "$1" "$stamp"
}

npm_ci() {
  (cd "$1" && npm ci) && cp "$1/package-lock.json" "$2"
}

# The fonts come from npm and are served from frontend/public, without their package around them.
fonts() {
  local weight name
  mkdir -p frontend/public/fonts
  for weight in 400 700; do
    name=atkinson-hyperlegible-latin-$weight-normal.woff2
    cmp --silent "style/node_modules/@fontsource/atkinson-hyperlegible/files/$name" "frontend/public/fonts/$name" ||
      cp "style/node_modules/@fontsource/atkinson-hyperlegible/files/$name" frontend/public/fonts/
  done
}

rust() {
  type -P cargo >/dev/null || fail "Il manque Rust (cargo). Tapez : curl --proto '=https' -sSf https://sh.rustup.rs | sh"
  package cc gcc
}

build_tools() {
  rust
  package node nodejs
  package npm npm
  has_recent_node || fail "Node 20.19 ou plus récent est nécessaire ; celui-ci est $(node --version)."
  if ! has_wasm_target; then
    type -P rustup >/dev/null || fail "Il manque la cible wasm32-unknown-unknown de Rust : installez Rust par rustup."
    step "Cible wasm32-unknown-unknown installée" rustup target add wasm32-unknown-unknown
  fi
  has_version cargo-leptos "$CARGO_LEPTOS_VERSION" || crate cargo-leptos "$CARGO_LEPTOS_VERSION" --locked
  # Without --locked: its lock names releases that may not resolve any more.
  has_version wasm-bindgen "$WASM_BINDGEN_VERSION" || crate wasm-bindgen-cli "$WASM_BINDGEN_VERSION" ""
  npm_packages style "Outils de style installés"
  fonts
}

test_tools() {
  type -P cargo-nextest >/dev/null || crate cargo-nextest "$CARGO_NEXTEST_VERSION" --locked
  [[ -n $(.ci/postgres.sh --where) ]] || package postgres postgresql
  .ci/chromium.sh >/dev/null || package chromium chromium
  .ci/firefox.sh >/dev/null || package firefox-esr firefox-esr
  package pdftotext poppler-utils
  package soffice libreoffice-calc-nogui
  npm_packages end2end "Outils des tests de navigateur installés"
}

case ${1:-} in
run) build_tools ;;
test)
  build_tools
  test_tools
  ;;
bench)
  build_tools
  npm_packages app/decoder/zxing "Lecteur de comparaison installé"
  ;;
audit)
  rust
  has_version cargo-deny "$CARGO_DENY_VERSION" || crate cargo-deny "$CARGO_DENY_VERSION" --locked
  ;;
*) fail "Usage : .ci/setup.sh run | test | bench | audit" ;;
esac
