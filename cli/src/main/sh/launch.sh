# What the scripts that start the command line have in common: connector in a clone, and bin/connector in a release.
# shellcheck shell=bash

fail() {
  echo "connector: $1" >&2
  exit 1
}

# real_file FILE: prints the file that is meant, also behind symbolic links.
real_file() {
  local file=$1 link
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  echo "$file"
}

# read_java_release HOME: sets java_release to the feature release of the Java there, such as 21, or to 0 if there is none.
read_java_release() {
  local line
  java_release=0
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while read -r line; do
    case $line in
      'JAVA_VERSION="'[0-9]*)
        java_release=${line#JAVA_VERSION=\"}
        java_release=${java_release%%[!0-9]*}
        ;;
    esac
  done <"$1/release"
}

# Where Java is usually installed.
usual_java_homes=(/usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*
  /Library/Java/JavaVirtualMachines/*/Contents/Home)

# find_java ACCEPTS: sets java_home to the first Java that the function ACCEPTS takes: JAVA_HOME, the one on the PATH, one
# in a usual place, or the one that java on the PATH starts if it is not Java itself, as with some version managers.
find_java() {
  local java
  java=$(command -v java || true)
  for java_home in ${JAVA_HOME:+"$JAVA_HOME"} ${java:+"$(dirname "$(dirname "$(real_file "$java")")")"} \
    "${usual_java_homes[@]}"; do
    ! "$1" "$java_home" || return 0
  done
  [ -n "$java" ] || return 1
  java_home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  "$1" "$java_home"
}

# set_java_options COMMAND: sets options to what Java needs to know of the command and of where its output goes.
set_java_options() {
  local columns
  # The console that is there only if it is a terminal, in every release of Java.
  options=(-Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djdk.console=java.base)
  if [ "$1" = storm ]; then
    # It runs long enough for the second compiler to pay off.
    options+=(-XX:+UseParallelGC -Xmx1g)
  else
    options+=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m)
  fi
  # Writing to a pipe fails only when its reader is gone.
  [ ! -p /dev/stdout ] || options+=(-Dconnector.pipe=true)
  if [ -t 1 ] || [ -t 2 ]; then
    columns=$(tput cols 2>/dev/null || echo 96)
    [ ! -t 1 ] || options+=(
      -Dconnector.terminal=true "-Dconnector.columns=$columns"
      "-Dconnector.rows=$(tput lines 2>/dev/null || echo 24)"
    )
    [ ! -t 2 ] || options+=("-Dconnector.error.columns=$columns")
  fi
}

# set_class_path FOLDER: sets class_path to the jars there, everywhere in the same order.
set_class_path() {
  class_path=$(LC_ALL=C && printf ':%s' "$1"/*.jar)
  class_path=${class_path#:}
}

# keep_classes FOLDER COMMAND: lets Java keep the classes that it has loaded for a command in a file there, and take them
# from there the next time. Each command has its own file, because Java writes a file only once.
keep_classes() {
  local name=help
  case $2 in
    status | fleet | diagnose | start | follow | open | journal | run | rehearse | storm | explore | simulate | sandbox | deploy | publish | template | completion)
      name=$2
      ;;
  esac
  mkdir -p "$1" 2>/dev/null || return 0
  options+=(-XX:SharedArchiveFile="$1/$name.jsa" -XX:+AutoCreateSharedArchive -Xlog:disable)
}
