// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** Points in time that a zone gives to dates and times without an offset. */
public final class LocalTimes {
    private LocalTimes() {}

    /**
     * The one instant at which clocks of a zone show a time.
     *
     * @throws DataException if they never show it, or twice, as where summer time begins and ends; either instant would be
     *     a guess
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
