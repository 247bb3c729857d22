#!/usr/bin/env bash
# `make run`: from a fresh clone to the site of the shipped conference.
source "$(dirname "$0")/lib.sh"
readonly PASSERELLE=target/release/passerelle

# The shipped conference is on a 7 November: the coming one, today included.
coming_date() {
  local year
  year=$(date +%Y)
  (($(date +%-m%d) > 1107)) && year=$((year + 1))
  printf '%s-11-07' "$year"
}

.ci/build.sh
step "Programme de la conférence présent" \
  "$PASSERELLE" programme import server/programme/conference.toml --date "$(coming_date)" --if-empty
"$PASSERELLE" team first-admin
exec "$PASSERELLE" serve
