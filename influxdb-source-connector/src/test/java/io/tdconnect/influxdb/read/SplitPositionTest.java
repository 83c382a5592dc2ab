// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.window.Segment;
import io.tdconnect.common.window.SplitPosition;
import io.tdconnect.influxdb.InfluxSourceConnector;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class SplitPositionTest {
    private static final Map<String, String> PARTITION = Map.of("bucket", "b", "measurement", "m");

    @Test
    void isTheSameAfterTheOffsetTopic() {
        Segment read = new Segment(5, 100, new Segment.LastPoint("host=a b\\=c,x=ü/|", 7));
        SplitPosition position = new SplitPosition(200, List.of(read, new Segment(100, 200, null)), 3);

        assertThat(SplitPosition.fromMap(position.toMap())).isEqualTo(position);
        assertThat(SplitPosition.fromMap(
                        SplitPosition.at(1_600_000_000_123_456_789L).toMap()))
                .isEqualTo(SplitPosition.at(1_600_000_000_123_456_789L));
    }

    @Test
    void isReadableForPeople() {
        assertThat(SplitPosition.at(1_600_000_000_123_456_789L).toMap())
                .isEqualTo(Map.of("version", 1L, "time", "2020-09-13T12:26:40.123456789Z"));
    }

    @Test
    void acceptsAnOffsetThatPeopleWrite() {
        assertThat(SplitPosition.fromMap(Map.of("time", "2023-06-01T00:00:00+0800")))
                .isEqualTo(SplitPosition.at(1_685_548_800_000_000_000L));
        assertThat(new InfluxSourceConnector().alterOffsets(Map.of(), Map.of(PARTITION, Map.of("time", "1685548800"))))
                .isTrue();
    }

    @Test
    void refusesWhatIsNoOffset() {
        InfluxSourceConnector connector = new InfluxSourceConnector();

        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(PARTITION, Map.of("time", "yesterday"))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("measurement m")
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(PARTITION, Map.of("tme", "1685548800"))))
                .hasMessageContaining("tme");
        assertThatThrownBy(() -> connector.alterOffsets(
                        Map.of(), Map.of(PARTITION, Map.of("time", "1685548800", "unfinished", "a/b"))))
                .hasMessageContaining("unfinished");
        assertThatThrownBy(() ->
                        connector.alterOffsets(Map.of(), Map.of(Map.of("bucket", "b"), Map.of("time", "1685548800"))))
                .hasMessageContaining("measurement");
    }

    @Test
    void halvesCoverTheWholeAndRememberWhatWasRead() {
        Segment whole = new Segment(0, 101, new Segment.LastPoint("a=1", 3));

        assertThat(whole.firstHalf().to()).isEqualTo(whole.secondHalf().from());
        assertThat(whole.firstHalf().from()).isZero();
        assertThat(whole.secondHalf().to()).isEqualTo(101);
        assertThat(whole.secondHalf().read()).isEqualTo(whole.read());
    }
}
