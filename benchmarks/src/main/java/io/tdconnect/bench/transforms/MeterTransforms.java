// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.transforms;

import io.tdconnect.transforms.Filter;
import io.tdconnect.transforms.MapToTable;
import io.tdconnect.transforms.ParseJson;
import io.tdconnect.transforms.TaosxParser;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Cast;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.TopicNameMatches;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One message of a meter through the suite's transforms, and through Kafka's own for the same work. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MeterTransforms {
    private static final String TOPIC = "meters";
    private static final byte[] MESSAGE = ("{\"ts\":1767225600123,\"id\":17,\"current\":10.77,\"voltage\":222,"
                    + "\"phase\":0.77,\"groupid\":7,\"location\":\"California.SanDiego\"}")
            .getBytes(StandardCharsets.UTF_8);

    private static final byte[] POINTS =
            ("{\"id\":17,\"points\":[{\"v\":1.5,\"q\":0},{\"v\":2.5,\"q\":4},{\"v\":3.5,\"q\":0},"
                            + "{\"v\":4.5,\"q\":0},{\"v\":5.5,\"q\":0}]}")
                    .getBytes(StandardCharsets.UTF_8);

    private static final String PARSER = "{\"parse\":{\"payload\":{\"json\":[\"ts::timestamp(ms)\",\"id::int\","
            + "\"current::float\",\"voltage::int\",\"phase::float\",\"groupid::int\",\"location::varchar(24)\"]}},"
            + "\"model\":{\"name\":\"d{id}\",\"using\":\"meters\",\"tags\":[\"groupid\",\"location\"],"
            + "\"columns\":[\"ts\",\"id\",\"current\",\"voltage\",\"phase\"]}}";

    private final JsonConverter converter = new JsonConverter();
    private final Cast<SinkRecord> cast = new Cast.Value<>();
    private final TopicNameMatches<SinkRecord> predicate = new TopicNameMatches<>();
    private final ParseJson<SinkRecord> parse = new ParseJson.Value<>();
    private final ParseJson<SinkRecord> parseTyped = new ParseJson.Value<>();
    private final ParseJson<SinkRecord> parseOnePlace = new ParseJson.Value<>();
    private final ParseJson<SinkRecord> parseSeveralPlaces = new ParseJson.Value<>();
    private final Filter<SinkRecord> filter = new Filter.Value<>();
    private final TaosxParser<SinkRecord> taosx = new TaosxParser.Value<>();
    private final MapToTable<SinkRecord> map = new MapToTable.Value<>();

    private SinkRecord bytes = sinkRecord(null, null);
    private SinkRecord points = bytes;
    private SinkRecord row = bytes;

    /** Configures the transforms as in the quickstart. */
    @Setup(Level.Trial)
    public void configure() {
        converter.configure(Map.of("schemas.enable", "false"), false);
        cast.configure(Map.of("spec", "voltage:int32,current:float32"));
        predicate.configure(Map.of("pattern", TOPIC));
        parse.configure(Map.of());
        parseTyped.configure(
                Map.of(
                        "fields",
                        "ts:TIMESTAMP(ms), id:INT, current:FLOAT, voltage:INT, phase:FLOAT, groupid:INT, location:VARCHAR(24)"));
        parseOnePlace.configure(Map.of("fields", "id:INT, $.points[0].v:DOUBLE as v"));
        parseSeveralPlaces.configure(Map.of("fields", "id:INT, $.points[0:1].v:DOUBLE as v", "path.hits", "first"));
        filter.configure(Map.of("condition", "voltage > 200"));
        taosx.configure(Map.of("parser", PARSER));
        map.configure(Map.of(
                "stable", "meters",
                "table", "d{id}",
                "columns", "ts, id, current, voltage, phase",
                "tags", "groupid, location",
                "timestamp.field", "ts"));
        bytes = sinkRecord(Schema.OPTIONAL_BYTES_SCHEMA, MESSAGE);
        points = sinkRecord(Schema.OPTIONAL_BYTES_SCHEMA, POINTS);
        row = required(parse, bytes);
    }

    /** Kafka: JSON to a Map. */
    @Benchmark
    public SchemaAndValue jsonConverter() {
        return converter.toConnectData(TOPIC, MESSAGE);
    }

    /** Kafka: JSON to a Map, two casts and a predicate. */
    @Benchmark
    public @Nullable SinkRecord jsonConverterCastFilter() {
        SchemaAndValue parsed = converter.toConnectData(TOPIC, MESSAGE);
        SinkRecord converted = cast.apply(sinkRecord(parsed.schema(), parsed.value()));
        return predicate.test(converted) ? converted : null;
    }

    /** JSON to a Struct. */
    @Benchmark
    public @Nullable SinkRecord parse() {
        return parse.apply(bytes);
    }

    /** JSON to a Struct of seven fields with types. */
    @Benchmark
    public @Nullable SinkRecord parseTyped() {
        return parseTyped.apply(bytes);
    }

    /** A field by a path to one place. */
    @Benchmark
    public @Nullable SinkRecord parseOnePlace() {
        return parseOnePlace.apply(points);
    }

    /** The same field by a path to several places. */
    @Benchmark
    public @Nullable SinkRecord parseSeveralPlaces() {
        return parseSeveralPlaces.apply(points);
    }

    /** A condition that is true. */
    @Benchmark
    public @Nullable SinkRecord filter() {
        return filter.apply(row);
    }

    /** Struct to the row of a table. */
    @Benchmark
    public @Nullable SinkRecord map() {
        return map.apply(row);
    }

    /** Parse, filter and map. */
    @Benchmark
    public @Nullable SinkRecord chain() {
        return map.apply(required(filter, required(parse, bytes)));
    }

    /** The same without the filter, by a parser document of taosX with types. */
    @Benchmark
    public @Nullable SinkRecord taosxParser() {
        return taosx.apply(bytes);
    }

    private static SinkRecord required(Transformation<SinkRecord> transform, SinkRecord original) {
        SinkRecord transformed = transform.apply(original);
        if (transformed == null) {
            throw new IllegalStateException("Expected a record, found that it was dropped");
        }
        return transformed;
    }

    private static SinkRecord sinkRecord(@Nullable Schema schema, @Nullable Object value) {
        return new SinkRecord(TOPIC, 0, null, null, schema, value, 42);
    }
}
