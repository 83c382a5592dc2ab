// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.opcua.Configs;
import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.PointOptions;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/** Converts values to records without a server. */
public final class Rows {
    static final Instant SOURCE = Instant.parse("2024-05-06T07:08:09.123456700Z");
    static final Instant SERVER = Instant.parse("2024-05-06T07:08:10Z");
    static final Instant RECEIVED = Instant.parse("2024-05-06T07:08:11.000000001Z");

    private static final ReadPosition.SourceOffset POSITION =
            new ReadPosition.SourceOffset(Map.of("server", "plc"), Map.of("time", 1L));

    final ValueConverter converter;
    final OpcuaMetrics metrics;
    private final List<Point> points;

    private Rows(ValueConverter converter, OpcuaMetrics metrics, List<Point> points) {
        this.converter = converter;
        this.metrics = metrics;
        this.points = points;
    }

    /** Records of the points in the options, with the infos that a server would report. */
    static Rows of(Map<String, String> options, Map<String, NodeInfo> infos) {
        Map<String, String> properties = new HashMap<>(Map.of("endpoint.url", "opc.tcp://127.0.0.1:4840"));
        properties.putAll(options);
        AbstractConfig config = Configs.of(properties);
        List<Point> points = PointOptions.from(config).listed();
        OpcuaMetrics metrics = new OpcuaMetrics();
        ValueConverter converter = new ValueConverter(RecordOptions.from(config), metrics);
        converter.connected(new KnownPoints(points, infos, KnownPoints.NONE.values()));
        return new Rows(converter, metrics, points);
    }

    Point point(int index) {
        return points.get(index);
    }

    Reading reading(int point, @Nullable Object value) {
        return reading(point, value, StatusCode.GOOD);
    }

    Reading reading(int point, @Nullable Object value, StatusCode status) {
        return reading(point, value, status, SOURCE);
    }

    Reading reading(int point, @Nullable Object value, StatusCode status, Instant source) {
        return new Reading(
                points.get(point),
                new DataValue(new Variant(value), status, new DateTime(source), new DateTime(SERVER)),
                RECEIVED);
    }

    List<SourceRecord> records(Reading... readings) {
        return converter.convert(List.of(readings), POSITION);
    }

    /** The record of a good value of the first point. */
    SourceRecord only(@Nullable Object value) {
        List<SourceRecord> records = records(reading(0, value));
        if (records.size() != 1) {
            throw new AssertionError("expected one record, found " + records);
        }
        return records.get(0);
    }

    /** The fields of a row, including those that are null. */
    public static Map<String, @Nullable Object> fields(SourceRecord record) {
        Struct row = (Struct) record.value();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Field field : row.schema().fields()) {
            fields.put(field.name(), row.get(field));
        }
        return fields;
    }

    public static Map<String, Object> headers(SourceRecord record) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value());
        }
        return headers;
    }
}
