// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** A session reports its points again while the task converts earlier values. */
class PointMappingsTest {
    private static final ReadPosition.SourceOffset POSITION =
            new ReadPosition.SourceOffset(Map.of("server", "plc"), Map.of("time", 1L));

    @Test
    void theTypeOfAPointIsDecidedOnceAlsoWhileASessionBegins() {
        Rows rows = Rows.of(Map.of("nodes", "ns=2;i=2::DSF1312", "on.error", "null"), Map.of());
        Reading first = rows.reading(0, 7);
        List<Reading> duringReconnect = new AbstractList<>() {
            @Override
            public Reading get(int index) {
                rows.converter.connected(new KnownPoints(List.of(rows.point(0)), Map.of(), KnownPoints.NONE.values()));
                return first;
            }

            @Override
            public int size() {
                return 1;
            }
        };

        SourceRecord before = rows.converter.convert(duringReconnect, POSITION).get(0);
        SourceRecord after = rows.only(8L);

        assertThat(before.valueSchema().field("val").schema().type()).isEqualTo(Schema.Type.INT32);
        assertThat(after.valueSchema().field("val").schema().type()).isEqualTo(Schema.Type.INT32);
    }
}
