# Sourced, not run: finds a Java 25 or newer. Prints its home, or nothing when there is none.
# Looks at JAVA_HOME, then `java` on the PATH, then the usual places; the first that is new enough wins.

# Prints the feature version (such as 25) of the Java at home $1, or 0.
java_feature_version() {
  [ -x "$1/bin/java" ] || { echo 0; return; }
  # The release file answers without starting a JVM; a build without one is asked itself.
  java_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  if [ -z "$java_version" ]; then
    java_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  echo "${java_version:-0}"
}

# $1: the oldest feature version to accept. $2: a tool that has to be in bin as well, such as javac.
find_java_home() {
  path_java=$(command -v java 2>/dev/null || true)
  if [ -n "$path_java" ]; then
    path_java=$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")
    path_java=${path_java%/bin/java}
  fi
  for java_home in "${JAVA_HOME:-}" "$path_java" \
      /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/java/* /opt/jdk* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$java_home" ] && [ -x "$java_home/bin/${2:-java}" ] || continue
    if [ "$(java_feature_version "$java_home")" -ge "$1" ]; then
      echo "$java_home"
      return
    fi
  done
}
