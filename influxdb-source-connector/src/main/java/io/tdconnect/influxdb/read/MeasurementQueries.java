// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import io.tdconnect.common.window.PointRecords;
import io.tdconnect.common.window.SegmentRows;
import io.tdconnect.common.window.WindowQueries;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.InfluxQl;
import io.tdconnect.influxdb.client.TagCondition;
import io.tdconnect.influxdb.record.MeasurementFields;
import io.tdconnect.influxdb.record.PointConverter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queries for the points of a measurement. */
public final class MeasurementQueries implements WindowQueries {
    private final InfluxClient client;
    private final String measurement;
    private final MeasurementFields fields;
    private final List<TagCondition> conditions;
    private final PointConverter converter;

    public MeasurementQueries(
            InfluxClient client,
            String measurement,
            MeasurementFields fields,
            List<TagCondition> conditions,
            PointConverter converter) {
        this.client = client;
        this.measurement = measurement;
        this.fields = fields;
        this.conditions = conditions;
        this.converter = converter;
        converter.ask(fields);
    }

    @Override
    public PointRecords records() {
        return converter;
    }

    @Override
    public void read(long from, long to, SegmentRows rows) throws IOException, InfluxException, InterruptedException {
        client.stream(InfluxQl.window(measurement, fields.columns(), from, to, conditions), rowsTo(rows));
    }

    @Override
    public long first(long from, long to) throws IOException, InfluxException, InterruptedException {
        long[] earliest = {to};
        client.stream(InfluxQl.first(measurement, fields.columns(), from, to, conditions), new InfluxClient.Rows() {
            @Override
            public void series(String name, Map<String, String> tags) {
                // Only the time matters.
            }

            @Override
            public void row(long time, @Nullable Object[] row) {
                earliest[0] = Math.min(earliest[0], time);
            }
        });
        return earliest[0];
    }

    @Override
    public boolean ordered() {
        return true;
    }

    /** Passes the points of an answer on. */
    public static InfluxClient.Rows rowsTo(SegmentRows target) {
        return new InfluxClient.Rows() {
            @Override
            public void series(String name, Map<String, String> tags) {
                target.series(tags);
            }

            @Override
            public void row(long time, @Nullable Object[] row) throws IOException, InterruptedException {
                target.row(time, row);
            }
        };
    }
}
