// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.Map;

/** What a source writes into its topic, with the converters that a new task begins with. */
@SuppressWarnings("ImmutableEnumChecker") // the maps cannot be changed
public enum TopicContent {
    /** Payloads as they are; the transforms of the sink parse them. */
    PAYLOADS(Converters.BYTES, Converters.BYTES),
    /** Text; the transforms of the sink parse it. */
    TEXT(Converters.STRING, Converters.BYTES),
    /** Rows with their schemas. */
    ROWS(Converters.JSON, Converters.JSON);

    private final Map<String, String> source;
    private final Map<String, String> sink;

    TopicContent(Map<String, String> source, Map<String, String> sink) {
        this.source = source;
        this.sink = sink;
    }

    /** Options of the source connector. */
    public Map<String, String> source() {
        return source;
    }

    /** Options of the sink connector. */
    public Map<String, String> sink() {
        return sink;
    }

    private static final class Converters {
        private static final String TEXT_CLASS = "org.apache.kafka.connect.storage.StringConverter";
        private static final String VALUES = "value.converter";

        static final Map<String, String> BYTES = with("org.apache.kafka.connect.converters.ByteArrayConverter");
        static final Map<String, String> STRING = with(TEXT_CLASS);
        static final Map<String, String> JSON = Map.of(
                "key.converter",
                TEXT_CLASS,
                "header.converter",
                TEXT_CLASS,
                VALUES,
                "org.apache.kafka.connect.json.JsonConverter",
                VALUES + ".schemas.enable",
                "true");

        private static Map<String, String> with(String values) {
            return Map.of("key.converter", TEXT_CLASS, "header.converter", TEXT_CLASS, VALUES, values);
        }
    }
}
