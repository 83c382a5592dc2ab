// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.opcua.Configs;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.session.SecurityOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows and names that Connect, Kafka or TDengine would refuse. */
class UnfitRowsTest {
    @ParameterizedTest
    @CsvSource({"null", "skip", "fail"})
    void rowsWhoseColumnsClashDoNotKeepOthersBack(String policy) {
        Rows rows = Rows.of(
                Map.of(
                        "nodes", "ns=2;i=2::a,ns=2;i=3::b",
                        "arrays", "columns",
                        "on.error", policy,
                        "tags", "INT::val_0::{id}"),
                Map.of());
        Reading clashing = rows.reading(0, new Integer[] {1, 2});
        Reading fine = rows.reading(1, 5);

        if (policy.equals("fail")) {
            assertThatThrownBy(() -> rows.records(clashing, fine))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Point ns=2;i=2")
                    .hasMessageContaining("on.error");
        } else {
            assertThat(rows.records(clashing, fine))
                    .extracting(SourceRecord::key)
                    .containsExactly("ns=2;i=3");
        }
        assertThat(rows.metrics.unconverted.sum()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"ascii, 192", "unicode, 192"})
    void longNamesOfTablesAreShortenedAndStayDifferent(String names, int bytes) {
        String id = "Werk/Halle.温度".repeat(30);
        Rows rows = Rows.of(
                Map.of("nodes", "ns=2;s=" + id + "1,ns=2;s=" + id + "2", "table.names", names, "stable", "{id}"),
                Map.of());

        List<SourceRecord> records = rows.records(rows.reading(0, 1), rows.reading(1, 2));

        List<String> tables = records.stream()
                .map(record -> (String) Rows.headers(record).get("td.table"))
                .toList();
        assertThat(tables)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("t_2_Werk.*_[0-9a-f]{8}"));
        assertThat(tables)
                .allSatisfy(name ->
                        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(bytes - 3, bytes));
        assertThat((String) Rows.headers(records.get(0)).get("td.stable")).matches("Werk.*_[0-9a-f]{8}");
    }

    @ParameterizedTest
    @CsvSource({"null, 2", "skip, 1", "fail, -1"})
    void aValueThatTheProducerWouldRefuseIsTreatedAsConfigured(String policy, int records) {
        Rows rows = Rows.of(
                Map.of("nodes", "ns=2;i=2::a,ns=2;i=3::b", "record.max.bytes", "200000", "on.error", policy), Map.of());
        Reading large = rows.reading(0, "x".repeat(200_000));
        Reading fine = rows.reading(1, "y".repeat(100_000));

        if (records < 0) {
            assertThatThrownBy(() -> rows.records(large, fine))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(
                            "expected a record of at most record.max.bytes=200000 bytes, found one of about")
                    .hasMessageContaining("on.error");
        } else {
            List<SourceRecord> made = rows.records(large, fine);
            assertThat(made).hasSize(records);
            assertThat(Rows.fields(made.get(records - 1))).containsEntry("val", "y".repeat(100_000));
            assertThat(Rows.fields(made.get(0))).containsEntry("quality", 0);
        }
        assertThat(rows.metrics.unconverted.sum()).isEqualTo(1);
    }

    @Test
    void aStructureThatEndsTooEarlyIsABadValue() {
        // XVType has two numbers of 12 bytes.
        ExtensionObject cut =
                ExtensionObject.of(ByteString.of(new byte[] {1, 2, 3}), NodeIds.XVType_Encoding_DefaultBinary);

        Rows rows = Rows.of(Map.of("nodes", "ns=2;i=2::a", "on.error", "skip"), Map.of());

        assertThat(rows.records(rows.reading(0, cut))).isEmpty();
        assertThat(rows.metrics.unconverted.sum()).isEqualTo(1);
    }

    @Test
    void aBlankPolicyIsTheDefault() {
        Map<String, String> options =
                Map.of("endpoint.url", "opc.tcp://127.0.0.1:4840", "nodes", "ns=2;i=2", "security.policy", " ");

        assertThat(SecurityOptions.from(Configs.of(options)).secured()).isFalse();
    }
}
