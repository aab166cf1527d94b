#!/usr/bin/env bash
# Fails when the day has come to take a version that is held back: docs/decisions/held-back.md says of each why, and what
# would lift it. Without an answer from the repository of libraries it says nothing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints the versions in a range that the repository of libraries has, and fails if there are none.
resolves() {
  cat >"$work/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>held</groupId>
  <artifactId>back</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>$1</groupId>
      <artifactId>$2</artifactId>
      <version>$3</version>
      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>
    </dependency>
  </dependencies>
</project>
POM
  "$root/mvnw" -U -f "$work/pom.xml" dependency:resolve >"$work/log" 2>&1
}

come=0
# has_come GROUP ARTIFACT RANGE WHAT: WHAT is to be done when a version in RANGE can be had.
has_come() {
  if resolves "$1" "$2" "$3"; then
    echo "held-back: $2 $(grep -o ":$2:jar:[^: ]*" "$work/log" | head -n 1 | cut -d : -f 4) can be had: $4" >&2
    come=1
  fi
}

has_come software.amazon.awssdk cloudhsmv2 '[2.40.3,)' 'take it for all modules of the SDK, and correct docs/decisions/aws-sdk.md.'
has_come net.jqwik jqwik '[1.10.2,)' 'look whether it still prints instructions, and correct docs/decisions/jqwik.md.'
has_come software.amazon.awscdk aws-cdk-lib '[2.265.0,)' 'take it, and remove the section about brace-expansion from docs/security.md.'
exit "$come"
