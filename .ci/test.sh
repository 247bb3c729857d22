#!/usr/bin/env bash
# `make test`: every check and every test, one line each, and a summary at the end.
source "$(dirname "$0")/lib.sh"
passed=0 failed=0 figures=()

# check TEXT COMMAND…: a step that is counted, and does not stop the next ones.
check() {
  if step "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    return 1
  fi
}

# figure NAME PATTERN LOG: the line in which a runner sums itself up.
figure() {
  local found
  found=$(sed 's/\x1b\[[0-9;]*m//g' "$3" 2>/dev/null | grep -E "$2" | tail -n 5 | tr -s ' ' | paste -sd ';' -)
  figures+=("$1 : ${found:-aucun chiffre}")
}

lint_workspace() { cargo clippy --workspace --exclude frontend --all-targets -- -D warnings; }
lint_frontend() { cargo clippy --package frontend --target wasm32-unknown-unknown -- -D warnings; }
compile_tests() { cargo nextest run --workspace --exclude frontend --no-run; }
rust_tests() {
  .ci/postgres.sh cargo nextest run --workspace --exclude frontend --no-fail-fast \
    --status-level fail --failure-output final
}

browser_tests() {
  # Built with the tests when the server has some of its own; this is then a no-op.
  [[ -x target/debug/passerelle ]] || cargo build --package server || return
  cd end2end && PASSERELLE_CHROMIUM=$(../.ci/chromium.sh) npx playwright test
}

# The whole journey again, on the other database; the rest of the pages does not know which it is.
journey_on_postgres() {
  cd end2end && PASSERELLE_CHROMIUM=$(../.ci/chromium.sh) ../.ci/postgres.sh npx playwright test journey.spec.ts
}

begun=$(now_ms)
.ci/setup.sh test

check "Mise en forme" cargo fmt --check || true
check "Promesses de l'architecture" .ci/invariants.sh || true
check "Lints du serveur et du domaine" lint_workspace || true
check "Lints de la partie navigateur (wasm)" lint_frontend || true
check "Types des tests de navigateur" npx --prefix end2end tsc --noEmit --project end2end || true

site=oui tests=oui
.ci/build.sh site || site=non
if [[ $site == oui ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
check "Tests compilés" compile_tests || tests=non

if [[ $tests == oui ]]; then
  check "Tests du domaine, des deux bases et du serveur" rust_tests || true
  figure nextest 'tests? run:' "$LOGS/Tests-du-domaine-des-deux-bases-et-du-serveur.log"
else
  failed=$((failed + 1))
  figures+=("nextest : non lancé, les tests ne se compilent pas")
fi
if [[ $site == oui && $tests == oui ]]; then
  check "Tests dans le navigateur" browser_tests || true
  figure Playwright '^ *[0-9]+ (passed|failed|flaky|skipped|did not run)' "$LOGS/Tests-dans-le-navigateur.log"
  check "Le parcours entier sur PostgreSQL" journey_on_postgres || true
  figure 'Playwright, PostgreSQL' '^ *[0-9]+ (passed|failed|flaky|skipped|did not run)' "$LOGS/Le-parcours-entier-sur-PostgreSQL.log"
else
  failed=$((failed + 1))
  figures+=("Playwright : non lancé, le site ou le serveur manque")
fi

echo
line $(($(now_ms) - begun)) "En tout"
printf '  %s\n' "${figures[@]}"
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
