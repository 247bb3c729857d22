# Every target is a script in .ci/, or one command; `make` alone lists them.
.DEFAULT_GOAL := aide
.PHONY: aide run test dev bench audit clean
MAKEFLAGS += --no-print-directory

aide: ## affiche cette liste
	@sed -n 's/^\([a-z]*\): ## /\1\t/p' Makefile | expand -t 8 | sed 's/^/  make /'

run: ## installe ce qui manque, construit et démarre le site sur http://127.0.0.1:3000
	@.ci/start.sh

test: ## installe ce qui manque et lance toutes les vérifications, navigateur compris
	@.ci/test.sh

dev: ## démarre le site en développement : il se recharge à chaque changement
	@.ci/dev.sh

bench: ## mesure le site construit pour la production et affiche les chiffres
	@.ci/bench.sh

audit: ## vérifie licences, sources et failles connues des dépendances
	@.ci/audit.sh

clean: ## efface ce qui a été construit, jamais les données
	@rm -rf target style/node_modules end2end/node_modules app/decoder/zxing/node_modules end2end/artefacts
