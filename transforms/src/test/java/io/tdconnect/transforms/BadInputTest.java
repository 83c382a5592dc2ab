// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages for refused input, by ParseJson and MapToTable and by TaosxParser; the next record is not affected. */
class BadInputTest {
    private static final String SECRET = "hunter2";
    private static final String GOOD = "{\"ts\":1700000000123,\"id\":1,\"v\":22,\"s\":\"x\"}";
    private static final String GOOD_ROW = "{ts=1700000000123, v=22, s=x, id=1}";
    private static final String DOCUMENT = "{\"parse\":{\"payload\":{\"json\":[\"ts::timestamp(ms)\",\"id::int\","
            + "\"v::int\",\"s::varchar\"]}},\"model\":{\"name\":\"d{id}\",\"using\":\"meters\","
            + "\"columns\":[\"ts\",\"v\",\"s\"],\"tags\":[\"id\"]}}";

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Bad(String name, byte[] payload, String message) {
        static Bad of(String name, String payload, String message) {
            return new Bad(name, payload.getBytes(StandardCharsets.UTF_8), message);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bad> bads() {
        List<Bad> bads = new ArrayList<>(List.of(
                Bad.of("truncated", "{\"ts\":1700000000123,\"s\":\"" + SECRET, "line 1, column"),
                Bad.of("1,000 levels", "{\"s\":" + "[".repeat(1000) + "]".repeat(1000) + "}", "depth"),
                Bad.of("NaN", "{\"v\":NaN,\"s\":\"" + SECRET + "\"}", "line 1, column"),
                Bad.of("beyond 64 bits for INT", "{\"v\":18446744073709551616}", "Field v: expected INT"),
                Bad.of(
                        "39 digits",
                        "{\"id\":" + "9".repeat(39) + "}",
                        "Field id: expected a whole number of at most 38"),
                Bad.of("a million digits", "{\"id\":" + "9".repeat(1_000_000) + "}", "exceeds the maximum"),
                Bad.of("huge exponent", "{\"id\":1e999999999}", "Field id: expected INT"),
                Bad.of("empty", "", "empty payload"),
                Bad.of("blanks", " \n\t ", "empty payload"),
                Bad.of("wrong type", "{\"ts\":1700000000123,\"v\":\"" + SECRET + "22x\"}", "Field v: expected INT"),
                Bad.of("object for a number", "{\"v\":{\"a\":1}}", "Field v: expected INT"),
                Bad.of("number with a fraction for INT", "{\"v\":22.5}", "Field v: expected INT"),
                Bad.of("no value for the template", "{\"ts\":1700000000123}", "{id}"),
                Bad.of("time that is none", "{\"ts\":\"" + SECRET + "\"}", "Field ts"),
                Bad.of("not an object", "[1]", "found a number"),
                Bad.of("one bad row of several", "[" + GOOD + ",{\"v\":\"" + SECRET + "\"}]", "Field v: expected INT"),
                Bad.of("a field twice", GOOD.replace("\"v\":22", "\"v\":22,\"v\":22"), "two fields v (v twice)"),
                Bad.of("byte order mark of UTF-16", "\ufffe{}", "line 1, column")));
        byte[] notUtf8 = ("{\"s\":\"?" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8);
        notUtf8[6] = (byte) 0xff;
        bads.add(new Bad("not UTF-8", notUtf8, "UTF-8"));
        return bads;
    }

    @ParameterizedTest
    @MethodSource("bads")
    void isRefusedWithReasonAndWithoutThePayload(Bad bad) {
        for (Chain chain : List.of(chain(), taosx())) {
            assertThatThrownBy(() -> chain.apply(Records.of(null, bad.payload)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(bad.message)
                    .satisfies(BadInputTest::showsNoPayload);

            assertThat(Records.text(chain.apply(Records.of(GOOD)).value())).isEqualTo(GOOD_ROW);
        }
    }

    @Test
    void longTextPasses() {
        String text = "x".repeat(10_000_000);

        for (Chain chain : List.of(chain(), taosx())) {
            assertThat(Records.text(chain.apply(Records.of(GOOD.replace("\"x\"", '"' + text + '"')))
                            .value()))
                    .hasSize(GOOD_ROW.length() - 1 + text.length());
        }
    }

    @Test
    void nullPassesAndEmptyListIsDropped() {
        SinkRecord tombstone = Records.of(null, null);

        for (Chain chain : List.of(chain(), taosx())) {
            assertThat(chain.apply(tombstone)).isSameAs(tombstone);
            assertThat(chain.apply(Records.of("[]"))).isNull();
        }
    }

    private static void showsNoPayload(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(SECRET);
        }
    }

    private static Chain chain() {
        return new Chain(List.of(
                Records.parse("fields", "ts:TIMESTAMP(ms), id:INT, v:INT, s:VARCHAR"),
                Records.mapToTable(
                        "stable",
                        "meters",
                        "table",
                        "d{id}",
                        "columns",
                        "ts, v, s",
                        "tags",
                        "id",
                        "timestamp.field",
                        "ts")));
    }

    private static Chain taosx() {
        TaosxParser.Value<SinkRecord> parser = new TaosxParser.Value<>();
        parser.configure(Records.map("parser", DOCUMENT));
        return new Chain(List.of(parser));
    }

    private record Chain(List<Transformation<SinkRecord>> transforms) {
        SinkRecord apply(SinkRecord original) {
            SinkRecord current = original;
            for (Transformation<SinkRecord> transform : transforms) {
                current = current == null ? null : transform.apply(current);
            }
            return current;
        }
    }
}
