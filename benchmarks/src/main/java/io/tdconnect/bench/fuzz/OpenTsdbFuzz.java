// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.common.window.SegmentRows;
import io.tdconnect.opentsdb.OpenTsdbSourceConfig;
import io.tdconnect.opentsdb.client.AnswerReader;
import io.tdconnect.opentsdb.record.PointConverter;
import io.tdconnect.opentsdb.record.RecordOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Answers of OpenTSDB. */
final class OpenTsdbFuzz {
    private static final List<String> ANSWERS = List.of(
            "[{\"metric\":\"m\",\"tags\":{\"host\":\"a\",\"dc.name\":\"x-1\"},\"aggregateTags\":[],\"dps\":[[1700000000000,1.0],"
                    + "[1700000001000,2.5],[1700000001500,9007199254740993]]},{\"metric\":\"m\",\"tags\":{\"host\":\"b\"},"
                    + "\"aggregateTags\":[],\"dps\":[[1700000000000,-3],[1700007200001,\"NaN\"]]}]",
            "[{\"metric\":\"m\",\"tags\":{\"host\":\"a\"},\"aggregateTags\":[],\"dps\":{\"1700000000000\":1,\"1700000001000\":2.5}}]",
            "[]");
    private static final List<String> TEXTS = List.of(
            "[\"sys.cpu.user\",\"sys.cpu.nice\"]",
            "{\"error\":{\"code\":400,\"message\":\"No such name for 'metrics': 'm'\",\"trace\":\"net.opentsdb\\n\"}}",
            "[{\"metric\":\"tsd.x\",\"timestamp\":1796099087,\"value\":\"1\",\"tags\":{\"host\":\"vm\"}}]");

    private OpenTsdbFuzz() {}

    /** All targets. */
    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of("opentsdb.answers", OpenTsdbFuzz::points, IOException.class, ConnectException.class),
                FuzzTarget.of("opentsdb.texts", OpenTsdbFuzz::texts, IOException.class));
    }

    private static void points(FuzzInputs in) throws IOException, InterruptedException {
        SegmentRows rows = rows(in.one("double", "bigint"));
        new AnswerReader(stream(in.json(ANSWERS))).readPoints("m", new AnswerReader.Points() {
            @Override
            public void series(Map<String, String> tags) {
                rows.series(tags);
            }

            @Override
            public void point(long millis, Number value) throws IOException, InterruptedException {
                rows.row(millis * 1_000_000, new Object[] {value});
            }
        });
        rows.end(Map.of());
    }

    private static void texts(FuzzInputs in) throws IOException {
        String text = in.json(TEXTS);
        AnswerReader.errorText(text);
        if (in.oneIn(2)) {
            new AnswerReader(stream(text)).find("timestamp");
        } else {
            new AnswerReader(stream(text)).readTexts(10);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SegmentRows rows(String type) {
        Map<String, String> options =
                Map.of("url", "http://localhost", "begin.time", "2024-01-01T00:00:00Z", "value.type", type);
        PointConverter converter =
                new PointConverter(RecordOptions.from(new OpenTsdbSourceConfig(options)), "m", Map.of("metric", "m"));
        return DiscardedPoints.rows(converter);
    }
}
