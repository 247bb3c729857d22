#!/usr/bin/env bash
# `make run`: from a fresh clone to the site of the shipped conference.
source "$(dirname "$0")/lib.sh"
readonly PASSERELLE=target/release/passerelle

.ci/build.sh
step "Programme de la conférence présent" .ci/programme.sh "$PASSERELLE"
"$PASSERELLE" team first-admin
exec "$PASSERELLE" serve
