// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** Converts dates and times without an offset to instants of a zone. */
public final class LocalTimes {
    private LocalTimes() {}

    /**
     * The only instant at which the clocks of a zone show this time.
     *
     * @throws DataException if they show it never or twice, as when summer time begins or ends; each choice would be a guess
     */
    public static Instant instant(LocalDateTime shown, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
        if (offsets.size() != 1) {
            throw new DataException("Expected a time that zone " + zone + " has once, found one that it has "
                    + (offsets.isEmpty() ? "not, where clocks are set forward" : "twice, where clocks are set back")
                    + "; write times with their offset, or in UTC");
        }
        return shown.toInstant(offsets.get(0));
    }
}
