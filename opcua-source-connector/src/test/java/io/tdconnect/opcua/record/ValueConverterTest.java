// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.ValueType;
import io.tdconnect.opcua.layout.TableConfigTest;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.value.UaTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueConverterTest {
    private static final StatusCode BAD = new StatusCode(StatusCodes.Bad_SensorFailure);
    private static final Map<String, String> ONE = Map.of("nodes", "ns=2;i=2::DSF1312");

    @Test
    void aPointOfATaosxTaskGetsTheTableOfItsConfiguration() {
        Rows rows = Rows.of(
                Map.of("nodes", "ns=2;i=2::DSF1312,ns=2;i=3::DSF1313", "table.config", TableConfigTest.METERS),
                Map.of());

        SourceRecord record = rows.only(20.5f);

        assertThat(Rows.fields(record))
                .containsExactly(
                        entry("ts", nanos(Rows.RECEIVED)),
                        entry("ts_2", nanos(Rows.SOURCE)),
                        entry("valueaa", 20.5f),
                        entry("quality11", 0),
                        entry("point_id", "ns=2;i=2"),
                        entry("point_name", "DSF1312"));
        assertThat(Rows.headers(record))
                .containsExactly(
                        entry("td.stable", "meters_float"),
                        entry("td.table", "DSF1312"),
                        entry("td.tags", "point_id,point_name"),
                        entry("td.timestamp", "ts"));
        assertThat(record.key()).isEqualTo("ns=2;i=2");
        assertThat(record.topic()).isEqualTo("opcua");
        assertThat(record.timestamp()).isEqualTo(Rows.RECEIVED.toEpochMilli());
        assertThat(record.sourcePartition()).isEqualTo(Map.of("server", "plc"));
        assertThat(record.valueSchema().field("ts").schema()).isEqualTo(Timestamp.schema(Precision.NS));
        assertThat(record.valueSchema().field("point_id").schema().parameters())
                .containsEntry("td.type", "VARCHAR(256)");
    }

    @Test
    void withoutCodeTheTableIsNamedAfterTheNode() {
        Rows rows = Rows.of(Map.of("nodes", "nsu=urn:plant;s=Line 1.温度"), Map.of());

        assertThat(Rows.headers(rows.only(7)))
                .containsEntry("td.stable", "opc_int")
                .containsEntry("td.table", "t_urn_plant_Line_1___");
        assertThat(Rows.headers(Rows.of(Map.of("nodes", "ns=2;s=a.温度", "table.names", "unicode"), Map.of())
                        .only(7)))
                .containsEntry("td.table", "t_2_a_温度");
    }

    @Test
    void templatesNameTopicAndTables() {
        Rows rows = Rows.of(
                Map.of(
                        "nodes", "ns=2;i=2::DSF1312",
                        "kafka.topic", "plant {ns}.{stable}",
                        "stable", "s_{type}",
                        "table", "{DisplayName#-_}_{code}",
                        "tags", "NCHAR(20)::place::{Description:none},INT::number::{id}",
                        "routing.headers", "all"),
                Map.of("ns=2;i=2", new NodeInfo(null, Map.of(), Map.of("DisplayName", "boiler-7"))));

        SourceRecord record = rows.only(true);

        assertThat(record.topic()).isEqualTo("plant_2.s_bool");
        assertThat(Rows.headers(record)).containsEntry("td.table", "boiler_7_DSF1312");
        assertThat(Rows.fields(record)).contains(entry("place", "none"), entry("number", 2));
        assertThat(Rows.of(with("routing.headers", "none"), Map.of()).only(1).headers())
                .isEmpty();
    }

    @Test
    void timesFallBackToOneAnother() {
        Rows rows = Rows.of(ONE, Map.of());

        Reading reading = rows.reading(0, 1, StatusCode.GOOD, Instant.EPOCH);
        Reading withoutSource = new Reading(reading.point(), reading.value().withSourceTime(null), reading.received());
        Reading withoutAny =
                new Reading(reading.point(), withoutSource.value().withServerTime(null), reading.received());

        assertThat(rows.records(withoutSource, withoutAny))
                .extracting(record -> Rows.fields(record).get("ts"))
                .containsExactly(nanos(Rows.SERVER), nanos(Rows.RECEIVED));
    }

    @ParameterizedTest
    @CsvSource({"all, 2147876864", "bad-as-null, 2147876864", "good,"})
    void qualityPolicyDecidesAboutBadValues(String policy, Long code) {
        Rows rows = Rows.of(with("quality.policy", policy), Map.of());

        List<SourceRecord> records = rows.records(rows.reading(0, 5, StatusCode.GOOD), rows.reading(0, 6, BAD));

        assertThat(records).hasSize(code == null ? 1 : 2);
        assertThat(rows.metrics.filtered.sum()).isEqualTo(code == null ? 1 : 0);
        if (code != null) {
            assertThat(Rows.fields(records.get(1)))
                    .containsEntry("val", policy.equals("all") ? 6 : null)
                    .containsEntry("quality", (int) BAD.getValue());
        }
    }

    @Test
    void qualityMayBeText() {
        assertThat(Rows.fields(Rows.of(with("quality.format", "both"), Map.of()).only(5)))
                .containsEntry("quality", 0)
                .containsEntry("quality_text", "Good");
        Rows text = Rows.of(with("quality.format", "text"), Map.of());
        assertThat(Rows.fields(text.records(text.reading(0, null, BAD), text.reading(0, 1, BAD))
                        .get(0)))
                .containsEntry("quality", "Bad_SensorFailure");
    }

    @Test
    void theTypeIsThatOfTheServerOrElseOfTheFirstValue() {
        Rows known = Rows.of(ONE, Map.of("ns=2;i=2", new NodeInfo(ValueType.DOUBLE, Map.of(), Map.of())));
        assertThat(Rows.headers(known.records(known.reading(0, null, BAD)).get(0)))
                .containsEntry("td.stable", "opc_double");
        assertThat(Rows.fields(known.only(3))).containsEntry("val", 3.0);

        Rows unknown = Rows.of(ONE, Map.of());
        assertThat(unknown.records(unknown.reading(0, null, BAD))).isEmpty();
        assertThat(unknown.metrics.unconverted.sum()).isEqualTo(1);
        assertThat(Rows.headers(unknown.only(3))).containsEntry("td.stable", "opc_int");
        assertThat(Rows.fields(unknown.only(4L))).containsEntry("val", 4);
        assertThat(unknown.records(unknown.reading(0, null, BAD))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"null, 1", "skip, 0", "fail, -1"})
    void aValueOfAnotherTypeIsTreatedAsConfigured(String policy, int records) {
        Rows rows = Rows.of(with("on.error", policy), Map.of());
        rows.only(3);

        if (records < 0) {
            assertThatThrownBy(() -> rows.only("broken"))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Point ns=2;i=2: expected INT (-2147483648 to 2147483647), found text")
                    .hasMessageContaining("on.error");
        } else {
            List<SourceRecord> made = rows.records(rows.reading(0, "broken"));
            assertThat(made).hasSize(records);
            assertThat(made)
                    .allSatisfy(record -> assertThat(Rows.fields(record))
                            .containsEntry("val", null)
                            .containsEntry("quality", 0));
        }
        assertThat(rows.metrics.unconverted.sum()).isEqualTo(1);
    }

    @Test
    void expressionsComputeValuesAndTimes() {
        Rows rows = Rows.of(Map.of("points.file", """
                        point_id,stable,tbname,value_transform,type,ts_col,ts_transform,received_ts_col
                        ns=2;i=1,s_{type},t1,val*1.8+32,,ts,ts + 8 * 3600 * 1000,rts
                        ns=2;i=2,s_{type},t2,val*1.8+32,float,ts,,
                        """), Map.of());

        List<SourceRecord> records = rows.records(rows.reading(0, 10), rows.reading(1, 10.5f));

        assertThat(Rows.headers(records.get(0))).containsEntry("td.stable", "s_double");
        assertThat(Rows.fields(records.get(0)))
                .containsEntry("val", 50.0)
                .containsEntry("ts", nanos(Instant.parse("2024-05-06T15:08:09.123Z")))
                .containsEntry("rts", nanos(Rows.RECEIVED));
        assertThat(Rows.headers(records.get(1))).containsEntry("td.stable", "s_float");
        assertThat(Rows.fields(records.get(1))).containsEntry("val", 50.9f);
    }

    @Test
    void pointsOfATableMakeAWideRow() {
        Rows rows = Rows.of(Map.of("points.file", """
                        point_id,stable,tbname,value_col,quality_col,ts_col,tag::INT::line
                        ns=2;i=1,motors,m1,speed,quality,ts,4
                        ns=2;i=2,motors,m1,torque,quality,ts,4
                        ns=2;i=3,motors,m2,speed,quality,ts,5
                        """), Map.of());

        List<SourceRecord> records = rows.records(
                rows.reading(0, 1500),
                rows.reading(2, 900),
                rows.reading(1, 7.5, BAD),
                rows.reading(0, 1501, StatusCode.GOOD, Rows.SOURCE.plusSeconds(1)));

        assertThat(records).hasSize(3);
        assertThat(records.get(0).key()).isEqualTo("m1");
        assertThat(Rows.fields(records.get(0)))
                .containsExactly(
                        entry("ts", nanos(Rows.SOURCE)),
                        entry("speed", 1500),
                        entry("torque", 7.5),
                        entry("quality", (int) BAD.getValue()),
                        entry("line", 4));
        assertThat(Rows.headers(records.get(0))).containsEntry("td.table", "m1").containsEntry("td.tags", "line");
        assertThat(records.get(1).key()).isEqualTo("ns=2;i=3");
        // The row does not contain the other column of the table, so the sink does not change it.
        assertThat(Rows.fields(records.get(2))).containsOnlyKeys("ts", "speed", "quality", "line");
    }

    @Test
    void twoValuesOfAPointWithTheSameTimeStayTwoRows() {
        Rows rows =
                Rows.of(Map.of("points.file", "point_id,stable,tbname,value_col\ni=1,s,t,a\ni=2,s,t,b\n"), Map.of());

        assertThat(rows.records(rows.reading(0, 1), rows.reading(1, 2), rows.reading(0, 3)))
                .extracting(record -> Rows.fields(record).get("a"))
                .containsExactly(1, 3);
    }

    @Test
    void pointsWhoseNamesMeanTheSameTableGetTheirOwn() {
        Rows rows = Rows.of(Map.of("nodes", "ns=2;s=a.b,ns=2;s=a/b"), Map.of());

        List<SourceRecord> records = rows.records(rows.reading(0, 1), rows.reading(1, 2));

        assertThat(Rows.headers(records.get(0))).containsEntry("td.table", "t_2_a_b");
        assertThat((String) Rows.headers(records.get(1)).get("td.table")).matches("t_2_a_b_[0-9a-f]{8}");
    }

    @Test
    void rowsOfAPointShareTheirSchema() {
        Rows rows = Rows.of(ONE, Map.of());

        Schema schema = rows.only(1).valueSchema();

        assertThat(rows.only(2).valueSchema()).isSameAs(schema);
        assertThat(rows.records(rows.reading(0, null, BAD)).get(0).valueSchema())
                .isSameAs(schema);
    }

    private static Map<String, String> with(String option, String value) {
        Map<String, String> options = new HashMap<>(ONE);
        options.put(option, value);
        return options;
    }

    private static long nanos(Instant time) {
        return UaTime.nanos(time);
    }
}
