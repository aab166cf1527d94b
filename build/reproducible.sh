#!/usr/bin/env bash
# Proves that a release is the same bytes wherever it is built: the jars that are deployed to Lambda, the libraries with
# their sources and Javadoc, and what people download. It builds everything twice, from copies of this tree in folders of
# different depth, with a different locale, character set, time zone and umask, and compares the checksums. Arguments are
# passed to Maven, for example --offline.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if command -v sha256sum >/dev/null; then sha256=(sha256sum); else sha256=(shasum -a 256); fi

# build FOLDER UMASK VARIABLE=VALUE... -- ARGUMENT...: prints the checksums of what is made of a copy of this tree there.
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
    cd "$folder"
    tar -C "$root" --exclude=./.git --exclude=./dist --exclude=target --exclude=node_modules -cf - . | tar -xf -
    umask "$umask"
    env "${environment[@]}" ./mvnw -q -Prelease -Dmaven.test.skip -Dexec.skip -pl distribution -am package "$@" >&2 ||
      exit # Otherwise a build of nothing would be the same as another.
    find . -path './dist/*' -type f -o -path '*/target/keystore-connector-*.jar' -type f | LC_ALL=C sort |
      while read -r file; do "${sha256[@]}" "$file"; done
  )
}

# The properties have the effect of a locale and a character set that this machine may not have installed.
one=$(build "$work/one" 022 LC_ALL=C.UTF-8 TZ=UTC -- "$@")
other=$(build "$work/another folder/build" 077 LC_ALL=C TZ=Pacific/Kiritimati \
  MAVEN_OPTS="-Dfile.encoding=US-ASCII -Duser.language=th -Duser.country=TH" -- "$@")

if [ "$one" != "$other" ]; then
  printf 'reproducible: these files differ.\n' >&2
  diff <(echo "$one") <(echo "$other") >&2 || true
  exit 1
fi
echo "$one"
