// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/** The option for the zone of times without an offset. */
public final class TimeZoneOption {
    static final String TIMESTAMP_ZONE = "timestamp.zone";

    private TimeZoneOption() {}

    public static void addTo(Options options) {
        options.optional(
                        TIMESTAMP_ZONE,
                        Type.STRING,
                        "",
                        "Zone of times that are text without an offset, such as `2023-12-18T22:12:00`: `Europe/Paris`, `UTC`"
                                + " or `+08:00`. A zone in a type, `TIMESTAMP(ms, zone 'Asia/Shanghai')`, overrides it."
                                + " Times that do not exist or exist twice in the zone, when summer time begins or ends, are"
                                + " refused."
                                + " Empty to refuse all times without an offset.")
                .validator(new ParsedValidator("zone such as Europe/Paris, UTC or +08:00", TimeZoneOption::parse));
    }

    /** The zone in the option; null if it is empty. */
    public static @Nullable ZoneId zone(AbstractConfig config) {
        String text = config.getString(TIMESTAMP_ZONE);
        return text.isBlank() ? null : parse(text);
    }

    private static ZoneId parse(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a zone such as Europe/Paris, UTC or +08:00", e);
        }
    }
}
