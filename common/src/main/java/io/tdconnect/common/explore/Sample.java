// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a server.
 *
 * @param topic where it was published; null if the server has no topics
 * @param key null without one
 * @param time milliseconds since 1970; 0 if it is not known
 * @param cut whether the value was longer
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares samples
public record Sample(
        @Nullable String topic,
        @Nullable String key,
        long time,
        Map<String, String> headers,
        byte[] value,
        boolean cut) {
    public Sample {
        headers = Map.copyOf(headers);
    }

    /** The same with a value of at most so many bytes. */
    public Sample cutAt(int bytes) {
        return value.length <= bytes ? this : new Sample(topic, key, time, headers, Arrays.copyOf(value, bytes), true);
    }
}
