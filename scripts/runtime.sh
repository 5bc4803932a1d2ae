# Sourced by the scripts beside it: where Java, Spark and the examples' jar are, and how a Spark process is started.
#
# SPARK_HOME, if set: a Spark 4 distribution, or any folder with Spark's jars in jars/. Otherwise the build's
# examples/target/spark-runtime, which is Spark as Maven resolves it.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"

# What a person typed, for the reports; of scripts that call one another, the first's.
export SPARK_NORM_COMMAND="${SPARK_NORM_COMMAND:-scripts/${0##*/}${*:+ $*}}"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "${0##*/}: $*"
  exit 1
}

# The comment at the head of a script is its help.
usage() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

# Sets `java`, and `java_version` to its feature release.
find_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    java="$JAVA_HOME/bin/java"
    [[ -x $java ]] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it; set it to a JDK 17"
  else
    java="$(command -v java)" || fail "no java found; install a JDK 17 and put it on the PATH or set JAVA_HOME"
  fi
  local banner
  banner="$("$java" -version 2>&1)" || fail "$java does not run: $banner"
  [[ $banner =~ version\ \"([0-9]+) ]] || fail "$java does not tell its version: $banner"
  java_version="${BASH_REMATCH[1]}"
  ((java_version >= 17)) || fail "$java is Java $java_version; Spark 4 needs 17 or newer"
}

# Builds the examples' jar and the Spark runtime, without tests.
build() {
  ((java_version == 17)) || fail "$java is Java $java_version; building needs a JDK 17"
  [[ -x ${java%java}javac ]] || fail "$java has no javac beside it: it is a JRE; building needs a JDK 17"
  command -v mvn >/dev/null || fail "no mvn found; install Maven 3.8 or newer"
  say "Building spark-norm (the first time, Maven fetches Spark: some 350 MB)"
  mvn -B -q -f "$root/pom.xml" -DskipTests -Dspotless.check.skip -Dmaven.javadoc.skip -Dmaven.source.skip package >&2 \
    || fail "the build failed"
}

# Prints the path of the examples' jar; nothing where it is missing or older than its sources.
current_jar() {
  local jar
  for jar in "$root"/examples/target/spark-norm-examples-*.jar; do
    [[ $jar != *-sources.jar && -f $jar ]] || continue
    [[ -n $(find "$root"/{,spark-norm/,examples/}pom.xml "$root"/conf "$root"/{spark-norm,examples}/src/main -newer "$jar") ]] \
      || printf '%s\n' "$jar"
  done
}

# Prints the jars of JMH, which the examples' jar does not carry, as spark-submit's --jars has them; after find_jar.
jmh_jars() {
  local jars=("$root"/examples/target/jmh/*.jar)
  [[ -f ${jars[0]} ]] || fail "no JMH in $root/examples/target/jmh; run mvn package"
  (IFS=,; printf '%s\n' "${jars[*]}")
}

# Sets `jar`, after a build where that is needed.
find_jar() {
  jar="$(current_jar)"
  if [[ -z $jar || (-z ${SPARK_HOME:-} && ! -d $root/examples/target/spark-runtime/jars) ]]; then
    build
    jar="$(current_jar)"
  fi
  [[ -n $jar ]] || fail "no spark-norm-examples jar in $root/examples/target after the build"
}

# Exports what Spark's processes, and the executors that its workers start, find their jars by.
find_spark() {
  export SPARK_HOME="${SPARK_HOME:-$root/examples/target/spark-runtime}"
  local cores=("$SPARK_HOME"/jars/spark-core_2.13-4.*.jar)
  [[ -f ${cores[0]} ]] || fail "SPARK_HOME is $SPARK_HOME, but there is no jars/spark-core_2.13-4.*.jar in it;" \
    "set it to a Spark 4 for Scala 2.13, or unset it to use Maven's"
  ((${#cores[@]} == 1)) || fail "$SPARK_HOME/jars has more than one Spark: ${cores[*]##*/}; run mvn clean"
  local version="${cores[0]##*/spark-core_2.13-}"
  version="${version%.jar}"
  # The Hadoop client of these calls what JDK 24 has removed.
  [[ $version != 4.[01].* || $java_version -lt 24 ]] \
    || fail "$java is Java $java_version; Spark $version needs 17 or 21, and Spark 4.2 or newer runs on 25"
  export SPARK_SCALA_VERSION=2.13
}

# Becomes the Spark process of the given class and arguments, as bin/spark-class does. A folder of jars has no
# bin/spark-class; there its launcher prints the command itself: an empty word, a newline, and the words, each ended
# by a NUL.
exec_spark_class() {
  if [[ -x $SPARK_HOME/bin/spark-class ]]; then
    exec "$SPARK_HOME/bin/spark-class" "$@"
  fi
  local words=() word
  while IFS= read -r -d '' word; do
    words+=("$word")
  done < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
  ((${#words[@]} > 1)) || fail "Spark's launcher gave no command for $1"
  words[1]="${words[1]#$'\n'}"
  exec "${words[@]:1}"
}
