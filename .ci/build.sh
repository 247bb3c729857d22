#!/usr/bin/env bash
# Builds for production: build.sh [site]. With `site`, only what the browser loads.
source "$(dirname "$0")/lib.sh"
readonly SITE_STAMP=target/site.stamp

# cargo-leptos empties target/site and optimises anew each time, so it is asked only after a change.
site() {
  touch "$SITE_STAMP.begun" &&
    cargo leptos build --release --split --precompress --frontend-only &&
    mv "$SITE_STAMP.begun" "$SITE_STAMP"
}

.ci/setup.sh run
if [[ ! -d target/site/pkg ]] || newer_than "$SITE_STAMP" Cargo.toml Cargo.lock rust-toolchain.toml app frontend style; then
  rm -f "$SITE_STAMP"
  step "Site pour le navigateur construit" site
else
  line 0 "Site pour le navigateur inchangé"
fi
[[ ${1:-} == site ]] || step "Serveur construit" cargo build --release --package server
