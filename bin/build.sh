# Sourced by the scripts of bin/ that run a program: builds what has changed since the last build, and shows the progress.
# shellcheck shell=bash

# build_modules NAME MODULE…: packages the modules and the modules they need, if a source is newer than the last build.
build_modules() {
    local name=$1
    shift
    local stamp=target/built/$name log=target/built/$name.log
    mkdir -p target/built
    if up_to_date "$stamp" "$@"; then
        return
    fi
    say "Building (the first time takes some minutes and downloads; output of Maven: $log)"
    local started=$SECONDS modules
    modules=$(IFS=,; printf '%s' "$*")
    touch "$stamp.started"
    if ! mvn -B -Dquick -DskipTests package -pl "$modules" -am 2>&1 | tee "$log" | show_progress; then
        grep -m 5 '^\[ERROR\]' "$log" >&2 || true
        die "The build failed: see $log"
    fi
    mv "$stamp.started" "$stamp"
    say "Built in $((SECONDS - started)) s"
}

up_to_date() {
    local stamp=$1 module
    shift
    [ -e "$stamp" ] || return 1
    for module in "$@"; do
        [ -d "$module/target" ] || return 1
    done
    [ -z "$(find . -name target -prune -o \( -path '*/src/main/*' -o -name pom.xml -o -path './packaging/*' \) -newer "$stamp" -print -quit)" ]
}

# Maven's "Building tdconnect: X … [3/8]" lines.
show_progress() {
    sed -u -n 's/^\[INFO\] Building \(tdconnect.*[^ ]\)  *\(\[[0-9/]*\]\)$/  \2 \1/p; s/^\[INFO\] BUILD \(SUCCESS\)$/  done/p'
}

# java_main MODULE CLASS ARGUMENT…: replaces this script with a main class of a built module.
java_main() {
    local module=$1 class=$2 terminal=false
    shift 2
    [ ! -t 1 ] || terminal=true
    exec "$java" -Dtdconnect.root="$PWD" -Dtdconnect.terminal=$terminal -Dtdconnect.log.level=ERROR \
        -Dlog4j2.configurationFile=classpath:tdconnect-log4j2.properties \
        -cp "$module/target/classes:$(cat "$module/target/classpath.txt")" "$class" "$@"
}
