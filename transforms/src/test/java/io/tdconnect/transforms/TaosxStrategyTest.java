// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.Routing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The row of the table of exception strategies in docs/for-taosx-users.md that is an option of a transform. */
class TaosxStrategyTest {
    private static final Path PAGE = Path.of(System.getProperty("tdconnect.root"), "docs/for-taosx-users.md");
    private static final Pattern ROW = Pattern.compile(
            "\\| `primary_timestamp_null` \\| `use_current_time` \\| `transforms\\.map\\.([a-z.]+)=([^`]+)`.*");

    @Test
    void aMissingTimestampIsThatOfTheRecord() throws IOException {
        Matcher row = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow();
        SinkRecord record = new SinkRecord(
                "t", 0, null, null, null, Map.of("id", 1L), 0, 1_700_000_000_123L, TimestampType.CREATE_TIME);

        SinkRecord mapped = Records.mapToTable("timestamp.field", "ts", row.group(1), row.group(2))
                .apply(record);

        assertThat(Records.text(mapped.value())).contains("ts=2023-11-14T22:13:20.123Z");
        assertThat(Routing.read(mapped.headers()).timestampField()).isEqualTo("ts");
    }
}
