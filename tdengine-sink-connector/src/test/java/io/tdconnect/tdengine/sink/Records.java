// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RoutingOptions.HeaderPolicy;
import io.tdconnect.tdengine.sink.config.RowOptions;
import io.tdconnect.tdengine.sink.config.RowOptions.NullValues;
import io.tdconnect.tdengine.sink.config.TableNameOptions;
import io.tdconnect.tdengine.sink.config.TableNameOptions.ForbiddenCharacters;
import io.tdconnect.tdengine.sink.config.TableNameOptions.LongNames;
import io.tdconnect.tdengine.sink.config.TimeOptions;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;
import io.tdconnect.tdengine.sink.fault.FaultPolicy;
import io.tdconnect.tdengine.sink.row.RecordMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Makes records for tests. */
public final class Records {
    public static final String TOPIC = "meters";
    public static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    public static final long TS = 1_700_000_000_000L;

    public static final TimeOptions TIMES = new TimeOptions(TimestampUnit.AUTO, Rounding.TRUNCATE);
    public static final FaultPolicies FAULTS = new FaultPolicies(Map.of(Fault.MISSING_TAG, FaultPolicy.NULL));

    private Records() {}

    /** A mapper with the default options and this routing. */
    public static RecordMapper mapper(RoutingOptions routing) {
        return mapper(routing, NullValues.IGNORE);
    }

    public static RecordMapper mapper(RoutingOptions routing, NullValues nullValues) {
        return new RecordMapper(options(routing, nullValues));
    }

    public static RowOptions options(RoutingOptions routing, NullValues nullValues) {
        return new RowOptions(
                topic -> routing,
                HeaderPolicy.USE,
                new TableNameOptions(ForbiddenCharacters.REPLACE, "_", LongNames.FAIL),
                "_",
                nullValues);
    }

    public static SinkRecord of(long offset, Object value) {
        return of(PARTITION, offset, value);
    }

    public static SinkRecord of(TopicPartition partition, long offset, Object value) {
        return new SinkRecord(
                partition.topic(),
                partition.partition(),
                null,
                null,
                value instanceof Struct struct ? struct.schema() : null,
                value,
                offset,
                TS,
                TimestampType.CREATE_TIME);
    }

    /** A Map of alternating names and values. */
    public static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** A message of a meter, as in the quickstart. */
    public static Map<String, Object> meter(long id, long ts) {
        return map(
                "ts",
                ts,
                "id",
                id,
                "current",
                10.77,
                "voltage",
                222L,
                "phase",
                0.77,
                "groupid",
                id % 10,
                "location",
                "California.SanDiego");
    }

    /** The offsets that the framework would commit after the records up to this offset. */
    public static Map<TopicPartition, OffsetAndMetadata> upTo(long offset) {
        return new HashMap<>(Map.of(PARTITION, new OffsetAndMetadata(offset)));
    }
}
