// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Reads the source offsets that Connect has stored for a connector. */
public final class SourceOffsets {
    private SourceOffsets() {}

    /**
     * The stored positions, of what has one, in the order of {@code partitions}.
     *
     * @param partitions the source partition of each part of the source
     * @param name of a part for messages, such as {@code measurement cpu}
     * @param parse makes a position of an offset, or throws IllegalArgumentException
     * @param <S> a part of the source with a position of its own
     * @param <T> type of the fields of source partitions
     * @param <P> a position
     * @throws ConnectException if an offset is malformed
     */
    public static <S, T, P> Map<S, P> read(
            OffsetStorageReader storage,
            Map<S, Map<String, T>> partitions,
            Function<? super S, String> name,
            Function<? super Map<String, Object>, P> parse) {
        Map<Map<String, T>, Map<String, Object>> offsets = storage.offsets(List.copyOf(partitions.values()));
        Map<S, P> positions = new LinkedHashMap<>();
        partitions.forEach((part, partition) -> {
            Map<String, Object> offset = offsets.get(partition);
            // A connector whose offsets were reset may find an empty one.
            if (offset != null && !offset.isEmpty()) {
                positions.put(part, parse(offset, name.apply(part), parse));
            }
        });
        return positions;
    }

    /**
     * The position of an offset.
     *
     * @param name of what it is the position of, for messages
     * @param parse makes a position of an offset, or throws IllegalArgumentException
     * @throws ConnectException if the offset is malformed
     */
    public static <M extends Map<String, ?>, P> P parse(M offset, String name, Function<? super M, P> parse) {
        try {
            return parse.apply(offset);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "The offset of " + name + " cannot be used: " + e.getMessage()
                            + "; stop the connector and correct or reset its offsets",
                    e);
        }
    }
}
