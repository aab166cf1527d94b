#!/usr/bin/env bash
# Usage: archive-classes.sh RELEASE TIME
# Gives a release with a Java of its own the classes of its most frequent commands in the form in which Java maps them into
# memory: it runs those commands, two of them on the sandbox, and archives what they load. Same input, same bytes.
set -euo pipefail
release=$1 time=$2

# An archive holds the path of the Java that made it, so each is made in the same folder.
work=/tmp/connector-class-archive
mkdir -m 700 "$work" || {
  echo "archive-classes: if no other release is being built on this machine, delete $work." >&2
  exit 1
}
sandbox=
trap '[ -z "$sandbox" ] || kill "$sandbox"; rm -rf "$work"' EXIT

# Java takes classes from an archive only while the jars have the sizes and times that they had when it was made.
find "$release" -exec touch -d "$time" {} +
image=$work/release
cp -a "$release" "$image"

. "$image/lib/launch.sh"
java=(env -i LC_ALL=C AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=test
  AWS_EC2_METADATA_DISABLED=true HOME="$work" "$image/runtime/bin/java" -XX:TieredStopAtLevel=1)
run=("-Dconnector.home=$image" -Djdk.console=java.base io.keystoreconnector.cli.Connector)

cd "$image"
set_class_path lib
mkfifo "$work/events"
"${java[@]}" -XX:+UseSerialGC -cp "$class_path" "${run[@]}" sandbox --port 0 --json >"$work/events" &
sandbox=$!
exec 3<"$work/events"
read -r listening <&3
endpoint=$(sed -n 's/.*"endpoint":"\([^"]*\)".*/\1/p' <<<"$listening")

# train ANSWER COMMAND...: adds what the command loads, which must print ANSWER.
train() {
  local answer=$1
  shift
  "${java[@]}" -XX:+UseSerialGC -Xshare:off -XX:DumpLoadedClassList="$work/classes" -cp "$class_path" "${run[@]}" "$@" \
    >"$work/output" 2>&1 || true
  grep -q "$answer" "$work/output" || {
    cat "$work/output" >&2
    fail "$* did not print $answer."
  }
  cat "$work/classes" >>"$work/all"
}
train Usage: --help
train Connector --version
train Usage: status --help
train CONNECTED status --endpoint-url "$endpoint"
train INVALID_CREDENTIALS diagnose payments --endpoint-url "$endpoint"

# Not the constants that were resolved (@cp): these depend on which thread came first.
sed -n '/^[#@]/!s/ .*//p' "$work/all" | LC_ALL=C sort -u >"$work/list"
grep '^@lambda' "$work/all" | LC_ALL=C sort -u >>"$work/list"
# Not G1: its threads give some archives another order.
"${java[@]}" -XX:+UseSerialGC -Xmx256m -Xlog:disable -Xshare:dump -XX:SharedClassListFile="$work/list" \
  -XX:SharedArchiveFile="$work/connector.jsa" -cp "$class_path"
mv "$work/connector.jsa" "$release/runtime/lib/connector.jsa"
