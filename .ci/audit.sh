#!/usr/bin/env bash
# `make audit`: licences, bans and sources; advisories where their database can be reached.
source "$(dirname "$0")/lib.sh"

deny() {
  cargo deny check --hide-inclusion-graph "$@"
}

advisories() {
  local log=$LOGS/advisories.log
  deny advisories >"$log" 2>&1 && return
  if grep -qiE 'failed to (fetch|acquire|load|open).*advisory|failed to fetch|unable to fetch' "$log"; then
    touch "$LOGS/advisories.unreachable"
    return
  fi
  cat "$log"
  return 1
}

.ci/setup.sh audit
failed=0
rm -f "$LOGS/advisories.unreachable"
step "Licences, interdictions et sources des dépendances" deny licenses bans sources || failed=1
step "Failles connues des dépendances" advisories || failed=1
if [[ -e $LOGS/advisories.unreachable ]]; then
  echo "            Les failles connues n'ont PAS été vérifiées : leur base est hors d'atteinte d'ici."
fi
exit "$failed"
