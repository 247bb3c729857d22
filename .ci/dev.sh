#!/usr/bin/env bash
# `make dev`: rebuilds and reloads on each change.
source "$(dirname "$0")/lib.sh"
readonly SERVER=(--package server --bin passerelle --no-default-features)

.ci/setup.sh run
# The same build as the watcher's, so that the programme is there before the first page.
step "Serveur construit" cargo build "${SERVER[@]}"
step "Programme de la conférence présent" .ci/programme.sh target/debug/passerelle
target/debug/passerelle team first-admin
exec cargo leptos watch --split
