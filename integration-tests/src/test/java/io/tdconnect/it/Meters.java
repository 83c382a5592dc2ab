// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The messages of electricity meters, each identified by its meter and its time. */
final class Meters {
    static final long FIRST_TIME = 1_700_000_000_000L;
    private static final int METERS = 100;

    private Meters() {}

    static String message(int number) {
        return "{\"ts\":" + time(number) + ",\"id\":" + meter(number)
                + ",\"current\":10.77,\"voltage\":222,\"phase\":0.77,\"groupid\":7,\"location\":\"California.SanDiego\"}";
    }

    /** Meter and time of the first {@code count} messages. */
    static Set<List<Long>> identities(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> List.of(meter(number), time(number)))
                .collect(Collectors.toSet());
    }

    private static long meter(int number) {
        return number % METERS + 1L;
    }

    private static long time(int number) {
        return FIRST_TIME + number;
    }
}
