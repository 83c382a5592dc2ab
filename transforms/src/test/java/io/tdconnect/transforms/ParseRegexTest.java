// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ParseRegexTest {
    private static final String LOG = "(?<ip>\\b(?:[0-9]{1,3}\\.){3}[0-9]{1,3}\\b)\\s-\\s-\\s\\[(?<ts>[^\\]]+)\\]\\s"
            + "\"(?<method>[A-Z]+)\\s(?<url>[^\\s\"]+).*\"\\s(?<status>\\d{3})\\s(?<length>\\d+)";
    private static final String LINE =
            "192.168.2.9 - - [01/Feb/2024:10:00:00 +0800] \"GET /a?b HTTP/1.1\" 200 512 \"-\" \"agent\"";

    @Test
    void makesRowsOfNamedGroups() {
        SinkRecord row = parse("regex", LOG, "fields", "status:SMALLINT, length:INT as bytes")
                .apply(Records.of(LINE));

        assertThat(Records.text(row.value()))
                .isEqualTo(
                        "{ip=192.168.2.9, ts=01/Feb/2024:10:00:00 +0800, method=GET, url=/a?b, status=200, bytes=512}");
        assertThat(row.valueSchema().field("status").schema()).isEqualTo(Schema.OPTIONAL_INT16_SCHEMA);
        assertThat(row.valueSchema().field("ip").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    }

    @Test
    void readsTextBytesAndBuffers() {
        byte[] bytes = "a=1".getBytes(StandardCharsets.UTF_8);
        ParseRegex.Value<SinkRecord> parse = parse("regex", "(?<name>\\w+)=(?<value>\\d)", "schema", "map");

        for (Object payload : new Object[] {"a=1", bytes, ByteBuffer.wrap(bytes)}) {
            assertThat(parse.apply(Records.of(null, payload)).value()).hasToString("{name=a, value=1}");
        }
        assertThatThrownBy(() -> parse.apply(Records.of(null, Map.of())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("converter");
        assertThatThrownBy(() -> parse.apply(Records.of(null, new byte[] {(byte) 0xC3, 0x28})))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void messagesThatDoNotMatchFollowThePolicy() {
        String regex = "^(?<a>x)$";

        assertThatThrownBy(() -> parse("regex", regex).apply(Records.of("secret")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("option regex")
                .hasMessageNotContaining("secret");
        assertThat(parse("regex", regex, "on.mismatch", "drop").apply(Records.of("secret")))
                .isNull();
        assertThat(Records.text(parse("regex", regex, "on.mismatch", "null")
                        .apply(Records.of(""))
                        .value()))
                .isEqualTo("{a=null}");
    }

    @Test
    void buildsOneSchema() {
        ParseRegex.Value<SinkRecord> parse = parse("regex", LOG);

        assertThat(parse.apply(Records.of(LINE)).valueSchema())
                .isSameAs(parse.apply(Records.of(LINE)).valueSchema());
    }

    private static ParseRegex.Value<SinkRecord> parse(String... options) {
        ParseRegex.Value<SinkRecord> transform = new ParseRegex.Value<>();
        transform.configure(Records.map(options));
        return transform;
    }
}
