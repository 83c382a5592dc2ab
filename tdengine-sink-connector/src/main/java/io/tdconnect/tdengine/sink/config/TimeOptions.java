// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * The options for values that become times.
 *
 * @param unit of times that are bare numbers
 * @param rounding what happens to digits of a time that the precision of the database cannot store
 */
public record TimeOptions(TimestampUnit unit, Rounding rounding) {
    static final String TIMESTAMP_UNIT = "timestamp.unit";
    static final String TIMESTAMP_ROUNDING = "timestamp.rounding";

    static void addTo(Options options) {
        options.group("Rows")
                .choice(
                        TIMESTAMP_UNIT,
                        TimestampUnit.AUTO,
                        "Unit of times that are bare numbers; auto judges by the size and accepts times from 1971 to"
                                + " 2099.")
                .choice(
                        TIMESTAMP_ROUNDING,
                        Rounding.TRUNCATE,
                        "What happens to times with more digits than the precision of the database has: truncate drops"
                                + " the digits, fail makes the record bad.");
    }

    public static TimeOptions from(AbstractConfig config) {
        return new TimeOptions(
                EnumOption.parse(TimestampUnit.class, config.getString(TIMESTAMP_UNIT)),
                EnumOption.parse(Rounding.class, config.getString(TIMESTAMP_ROUNDING)));
    }
}
