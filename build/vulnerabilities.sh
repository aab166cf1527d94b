#!/usr/bin/env bash
# Fails if a library of the release in dist has a known vulnerability: compares the release's bill of materials, after
# ./mvnw -Prelease deploy, with the list of osv.dev. OSV-Scanner does it, or Go runs it.
# Usage: build/vulnerabilities.sh [--offline]
# Without --offline, it first fetches today's list; with it, it takes the list that it fetched last.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

list=(--offline-vulnerabilities --download-offline-databases)
case "${1:-}" in
  '') ;;
  --offline) list=(--offline) ;;
  *)
    echo "vulnerabilities: $1 is unknown; --offline is the only option." >&2
    exit 2
    ;;
esac

materials=("$root"/dist/connector-*.cdx.json)
[ -f "${materials[0]}" ] || {
  echo "vulnerabilities: dist has no bill of materials; run ./mvnw -Prelease deploy first." >&2
  exit 2
}

if command -v osv-scanner >/dev/null; then
  scanner=(osv-scanner)
elif command -v go >/dev/null; then
  scanner=(go run github.com/google/osv-scanner/v2/cmd/osv-scanner@v2.5.0)
else
  echo "vulnerabilities: neither osv-scanner nor go is on the PATH; install one of them." >&2
  exit 2
fi
"${scanner[@]}" scan source "${list[@]}" --lockfile "${materials[0]}"
