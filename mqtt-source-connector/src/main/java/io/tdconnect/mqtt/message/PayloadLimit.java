// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.message;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The option that limits payloads, as received and after decompression.
 *
 * @param bytes most bytes of a payload
 */
public record PayloadLimit(int bytes) {
    public static final String OPTION = "payload.max.bytes";

    private static final int MEBIBYTE = 1024 * 1024;

    public static void addTo(Options options) {
        options.optional(
                        OPTION,
                        Type.INT,
                        4 * MEBIBYTE,
                        "Maximum size of a payload in bytes, as received and after decompression. A larger one"
                                + " counts as undecodable, and is not kept in memory.")
                .validator(Validators.between(1, 1024 * MEBIBYTE))
                .importance(Importance.LOW);
    }

    public static PayloadLimit from(AbstractConfig config) {
        return new PayloadLimit(config.getInt(OPTION));
    }

    /** Reports a payload that expands to more than the limit. */
    public BadMessageException exceeded() {
        return new BadMessageException(
                "expected a payload that expands to at most " + OPTION + "=" + bytes + " bytes, found a larger one");
    }
}
