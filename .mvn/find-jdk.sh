# Sourced by ./penstock and ./mvnw: sets JAVA_HOME to a JDK 25 or newer.
# Looks at JAVA_HOME, then PATH, then the folders where installers put JDKs; the first that fits wins.
# Leaves JAVA_HOME alone and returns 1 when there is none.

penstock_jdk_release=25

penstock_is_jdk() { # folder: has javac and a release file that says 25 or more
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    penstock_found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$penstock_found" ] && [ "$penstock_found" -ge "$penstock_jdk_release" ]
}

penstock_find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && penstock_is_jdk "$JAVA_HOME"; then
        export JAVA_HOME
        return 0
    fi
    penstock_javac=$(command -v javac 2>/dev/null) || penstock_javac=
    if [ -n "$penstock_javac" ]; then
        penstock_javac=$(readlink -f "$penstock_javac" 2>/dev/null || printf %s "$penstock_javac")
        penstock_home=${penstock_javac%/bin/javac}
        if penstock_is_jdk "$penstock_home"; then
            JAVA_HOME=$penstock_home
            export JAVA_HOME
            return 0
        fi
    fi
    case $- in *f*) set +f; penstock_noglob=1 ;; *) penstock_noglob= ;; esac
    penstock_status=1
    for penstock_home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/lib/jvm/* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if penstock_is_jdk "$penstock_home"; then
            JAVA_HOME=$penstock_home
            export JAVA_HOME
            penstock_status=0
            break
        fi
    done
    if [ -n "$penstock_noglob" ]; then set -f; fi
    return $penstock_status
}
