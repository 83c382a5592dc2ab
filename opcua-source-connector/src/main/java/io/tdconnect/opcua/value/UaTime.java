// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.value;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/** Times of OPC UA, which count 100 ns since 1601, as nanoseconds since 1970. */
public final class UaTime {
    private static final long TICKS_TO_1970 = 116_444_736_000_000_000L;
    private static final long NANOS_PER_TICK = 100;
    private static final long FARTHEST = Long.MAX_VALUE / NANOS_PER_TICK - 1;
    /** Picoseconds are sent in units of 10. */
    private static final int UNITS_PER_NANO = 100;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private UaTime() {}

    /** The time as a timestamp in ns; null if it means "not set" or lies outside of 1678 to 2262. */
    static @Nullable Timestamp timestamp(DateTime time) {
        long ticks = time.getUtcTime();
        long since1970 = ticks - TICKS_TO_1970;
        return ticks <= 0 || since1970 > FARTHEST || since1970 < -FARTHEST
                ? null
                : new Timestamp(since1970 * NANOS_PER_TICK, Precision.NS);
    }

    /** The source time of a value, else the server time, else the time of arrival; in ns. */
    public static long source(DataValue value, long received) {
        return first(
                value.getSourceTime(),
                value.getSourcePicoseconds(),
                value.getServerTime(),
                value.getServerPicoseconds(),
                received);
    }

    /** The server time of a value, else the source time, else the time of arrival; in ns. */
    public static long server(DataValue value, long received) {
        return first(
                value.getServerTime(),
                value.getServerPicoseconds(),
                value.getSourceTime(),
                value.getSourcePicoseconds(),
                received);
    }

    /** An instant of this machine's clock, in ns. */
    public static long nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }

    private static long first(
            @Nullable DateTime time,
            @Nullable UShort picoseconds,
            @Nullable DateTime otherwise,
            @Nullable UShort otherwisePicoseconds,
            long last) {
        Timestamp timestamp = time == null ? null : timestamp(time);
        if (timestamp != null) {
            return timestamp.value() + nanos(picoseconds);
        }
        timestamp = otherwise == null ? null : timestamp(otherwise);
        return timestamp == null ? last : timestamp.value() + nanos(otherwisePicoseconds);
    }

    private static long nanos(@Nullable UShort picoseconds) {
        return picoseconds == null ? 0 : Math.min(picoseconds.intValue() / UNITS_PER_NANO, NANOS_PER_TICK - 1);
    }
}
