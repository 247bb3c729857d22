#!/usr/bin/env bash
# `make dev`: rebuilds and reloads on each change.
source "$(dirname "$0")/lib.sh"
.ci/setup.sh run
exec cargo leptos watch --split
