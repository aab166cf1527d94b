#!/usr/bin/env bash
# Measures the first minutes of someone who has only the archive for Linux, after ./mvnw -Prelease deploy: seconds from
# unpacking to the first rehearsal, to status on the sandbox, and to a stack on its CloudFormation. It runs them in a folder
# tree that has a shell, its usual tools and nothing else: no Java, no Node, no network but the loopback interface.
# Usage: build/first-minutes.sh
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
archive=$(echo "$root"/dist/connector-*-linux-x64.tar.gz)
[ -f "$archive" ] || {
  echo "first-minutes: dist has no archive for Linux; run ./mvnw -Prelease deploy first." >&2
  exit 1
}

mkdir -p "$tree"/{bin,dev,etc,proc,tmp,home}
cp "$archive" "$tree/home"
for tool in bash awk basename cat cut date dirname env find grep gzip head ip ls mkdir mkfifo mount readlink rm sed sort tail tar tr uname; do
  cp -L "$(command -v "$tool")" "$tree/bin"
done
mkdir "$tree/usr"
ln -s ../bin "$tree/usr/bin"
ln -s bash "$tree/bin/sh"
# What the tools and the archive's Java are linked with.
tar -xzf "$archive" -C "$tree/tmp" --wildcards '*.so'
find "$tree/bin" "$tree/tmp" -type f -exec ldd {} + 2>/dev/null | sed -n 's|^[^/]*\(/[^ ]*\) (0x.*|\1|p' | grep -vF "$tree" | LC_ALL=C sort -u |
  while read -r library; do
    mkdir -p "$tree$(dirname "$library")"
    cp -nL "$library" "$tree$library"
  done
rm -rf "${tree:?}"/tmp/*

cat >"$tree/measure" <<'MEASURE'
set -euo pipefail
mount -t proc proc /proc
ip link set lo up
cd /home
TIMEFORMAT=%3R
begun=$EPOCHREALTIME
echo "| step | seconds | since the beginning |"
echo "|---|---|---|"

# step NAME COMMAND...: runs the command, and prints how long it took.
step() {
  local name=$1 seconds
  shift
  { seconds=$({ time "$@" >/tmp/output 2>&1 || [ $? = 3 ]; } 2>&1); } || { cat /tmp/output >&2; exit 1; }
  awk -v name="$name" -v seconds="$seconds" -v begun="$begun" -v now="$EPOCHREALTIME" \
    'BEGIN { printf "| %s | %.1f | %.1f |\n", name, seconds, now - begun }'
}

step "unpack" tar -xzf connector-*-linux-x64.tar.gz
cd connector-*/
step "\`./connector rehearse\`" ./connector rehearse
mkfifo /tmp/events
export AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=test AWS_EC2_METADATA_DISABLED=true
./connector sandbox --port 0 --json >/tmp/events &
exec 3</tmp/events
read -r listening <&3
cat <&3 >/dev/null &
endpoint=$(sed -n 's/.*"endpoint":"\([^"]*\)".*/\1/p' <<<"$listening")
step "\`./connector status\` on the sandbox" ./connector status --endpoint-url "$endpoint"
step "\`./connector deploy\` on the sandbox" ./connector deploy --bucket my-artifacts --key-stores 'prod-*' --yes \
  --endpoint-url "$endpoint"
MEASURE

# Everything that is started in there ends with its first process.
touch "$tree"/dev/{null,random,urandom}
unshare --map-root-user --net --pid --fork --kill-child --mount bash -euc '
  for device in null random urandom; do mount --bind "/dev/$device" "$1/dev/$device"; done
  exec chroot "$1" /bin/env -i PATH=/bin HOME=/home LC_ALL=C bash /measure' bash "$tree"
