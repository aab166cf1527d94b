#!/usr/bin/env bash
# Proves that the jars that are deployed to Lambda are the same bytes wherever they are built. It builds them twice, from
# copies of this tree in folders of different depth, with a different locale, character set, time zone and umask, and
# compares their checksums. Arguments are passed to Maven, for example --offline.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
jars=(
  functions/handlers/target/keystore-connector-handlers.jar
  functions/lifecycle/target/keystore-connector-lifecycle.jar
  functions/watch/target/keystore-connector-watch.jar
)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if command -v sha256sum >/dev/null; then sha256=(sha256sum); else sha256=(shasum -a 256); fi

# build FOLDER UMASK VARIABLE=VALUE... -- ARGUMENT...: prints the checksums of the jars of a copy of this tree there.
build() {
  local folder=$1 umask=$2 environment=()
  shift 2
  while [ "$1" != -- ]; do
    environment+=("$1")
    shift
  done
  shift
  mkdir -p "$folder"
  (
    umask "$umask"
    cd "$folder"
    tar -C "$root" --exclude=.git --exclude=target --exclude=node_modules -cf - . | tar --no-same-permissions -xf -
    env "${environment[@]}" ./mvnw -q -Dmaven.test.skip -Dexec.skip -pl functions/handlers,functions/lifecycle,functions/watch -am package "$@" >&2
    "${sha256[@]}" "${jars[@]}"
  )
}

# The properties have the effect of a locale and a character set that this machine may not have installed.
one=$(build "$work/one" 022 LC_ALL=C.UTF-8 TZ=UTC -- "$@")
other=$(build "$work/another folder/build" 077 LC_ALL=C TZ=Pacific/Kiritimati \
  MAVEN_OPTS="-Dfile.encoding=US-ASCII -Duser.language=th -Duser.country=TH" -- "$@")

if [ "$one" != "$other" ]; then
  printf 'reproducible: the jars differ.\n%s\n%s\n' "$one" "$other" >&2
  exit 1
fi
echo "$one"
