# Sourced by bin/tdconnect, here and in the repository: sets jvm, the arguments of the JVM for a subcommand.
# shellcheck shell=sh disable=SC2034
case ${1:-} in
    # Many threads, for hours.
    pipeline) jvm=-XX:+UseParallelGC ;;
    # Small: one collector thread, one compiler, a heap that grows with what a task needs, few arenas of the C library.
    *) jvm="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xss512k" ;;
esac
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
