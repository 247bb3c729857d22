#!/usr/bin/env bash
# Loads the shipped conference into an empty database: programme.sh PASSERELLE
source "$(dirname "$0")/lib.sh"

# It is on a 7 November: the coming one, today included.
coming_date() {
  local year
  year=$(date +%Y)
  (($(date +%-m%d) > 1107)) && year=$((year + 1))
  printf '%s-11-07' "$year"
}

exec "$1" programme import server/programme/conference.toml --date "$(coming_date)" --if-empty
