#!/usr/bin/env bash
# Measures how long the command line of a release takes, after ./mvnw -Prelease deploy: the first run after unpacking, and
# the median of later ones, beside aws --version where the AWS CLI is installed. All take turns in one run.
# Usage: build/start-up.sh [ROUNDS]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
rounds=${1:-11}

work=$(mktemp -d)
sandbox=
trap '[ -z "$sandbox" ] || kill "$sandbox"; rm -rf "$work"' EXIT

archives=("$root"/dist/connector-*.zip)
zip=
for archive in "${archives[@]}"; do
  case $archive in *-cloudformation.zip) ;; *) zip=$archive ;; esac
done
[ -f "$zip" ] || {
  echo "start-up: dist has no release; run ./mvnw -Prelease deploy first." >&2
  exit 1
}
mkdir "$work/zip" "$work/tar"
unzip -q "$zip" -d "$work/zip"
tar -xzf "${zip%.zip}-linux-x64.tar.gz" -C "$work/tar"
any_java=$(echo "$work"/zip/*/bin/connector)
own_java=$(echo "$work"/tar/*/bin/connector)

export AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=test AWS_EC2_METADATA_DISABLED=true
mkfifo "$work/events"
"$own_java" sandbox --port 0 --json >"$work/events" &
sandbox=$!
exec 3<"$work/events"
read -r listening <&3
endpoint=$(sed -n 's/.*"endpoint":"\([^"]*\)".*/\1/p' <<<"$listening")
# It prints each call, and would wait once the pipe is full. This ends when the sandbox does.
cat <&3 >/dev/null &

names=("zip: --help" "zip: status" "own Java: --help" "own Java: status")
commands=("$any_java --help" "$any_java status --endpoint-url $endpoint"
  "$own_java --help" "$own_java status --endpoint-url $endpoint")
if command -v aws >/dev/null; then
  names+=("aws --version")
  commands+=("aws --version")
fi

# once I: prints the seconds of the command I, and its processor time.
once() {
  local TIMEFORMAT='%3R %3U %3S' code=0
  { time ${commands[$1]} >"$work/output" 2>&1 || code=$?; } 2>"$work/times"
  # 3: not all key stores of the sandbox are connected.
  [ "$code" = 0 ] || [ "$code" = 3 ] || { cat "$work/output" >&2; exit 1; }
  awk '{ printf "%.2f %.2f\n", $1, $2 + $3 }' "$work/times"
}

# middle FILE COLUMN
middle() {
  cut -d ' ' -f "$2" "$1" | sort -n | sed -n "$((rounds / 2 + 1))p"
}

for i in "${!commands[@]}"; do once "$i" >"$work/first.$i"; done
for ((round = 0; round < rounds; round++)); do
  for i in "${!commands[@]}"; do once "$i" >>"$work/later.$i"; done
done
echo "| command | first run | median of $rounds | its CPU |"
echo "|---|---|---|---|"
for i in "${!commands[@]}"; do
  echo "| ${names[i]} | $(cut -d ' ' -f 1 "$work/first.$i") | $(middle "$work/later.$i" 1) | $(middle "$work/later.$i" 2) |"
done
