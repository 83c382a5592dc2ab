// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.mqtt.message.PayloadLimit;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options for reading payloads.
 *
 * @param charset of text and JSON
 */
public record PayloadOptions(PayloadFormat format, Charset charset, Compression compression, PayloadLimit limit) {
    public static final String FORMAT = "payload.format";
    public static final String CHARSET = "payload.charset";
    static final String COMPRESSION = "payload.compression";

    /**
     * Adds the options to the current group.
     *
     * @param dependents further options whose meaning depends on the format
     */
    public static void addTo(Options options, String... dependents) {
        options.choice(
                        FORMAT,
                        PayloadFormat.BYTES,
                        "How payloads are read: bytes leaves them unchanged; string; json makes a map without"
                                + " schema of each object, and a record of each element of an array at the top and of each"
                                + " of several documents in one payload; sparkplug-b makes maps with the metrics of"
                                + " Sparkplug B, for filters such as spBv1.0/+/+/+/#::0.")
                .importance(Importance.HIGH)
                .dependents(dependents)
                .optional(
                        CHARSET,
                        Type.STRING,
                        "UTF-8",
                        "Character set of string and json, such as UTF-8, GBK, GB18030 or Big5, or any other that"
                                + " Java supports.")
                .validator(Validators.all(
                        Validators.nonEmpty(),
                        new ParsedValidator("a character set that Java supports", Charset::forName)))
                .recommender(new Charsets())
                .choice(
                        COMPRESSION,
                        Compression.NONE,
                        "How payloads are compressed: gzip, snappy (stream or one block), lz4 (frames) or zstd.")
                .add(PayloadLimit::addTo);
    }

    public static PayloadOptions from(AbstractConfig config) {
        return new PayloadOptions(
                EnumOption.parse(PayloadFormat.class, config.getString(FORMAT)),
                Charset.forName(config.getString(CHARSET)),
                EnumOption.parse(Compression.class, config.getString(COMPRESSION)),
                PayloadLimit.from(config));
    }

    /** What a payload is read as. */
    public enum PayloadFormat {
        BYTES,
        STRING,
        JSON,
        SPARKPLUG_B;

        /** Whether values are objects, to which fields can be added. */
        public boolean hasFields() {
            return this == JSON || this == SPARKPLUG_B;
        }
    }

    /** How payloads are compressed. */
    enum Compression {
        NONE,
        GZIP,
        SNAPPY,
        LZ4,
        ZSTD
    }

    private record Charsets() implements Recommender {
        @Override
        public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
            return List.of("UTF-8", "GBK", "GB18030", "Big5");
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsedConfig) {
            return true;
        }
    }
}
