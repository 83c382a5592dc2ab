// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backslashes in tags on their way from InfluxDB to TDengine, as rows and as lines. */
class InfluxBackslashIT {
    private static final String BUCKET = "plant";
    /** As InfluxDB reads them: a backslash is an escape only before comma, space and equals sign. */
    private static final List<String> WRITTEN = List.of(
            "C:\\dir",
            "\\\\server\\share",
            "a\\\\b",
            "a\\\\\\b",
            "x\\\\\\ y",
            "x\\\\\\,D:\\e",
            "\\=",
            "\\n",
            "c\\\"d\\\"");

    @ParameterizedTest
    @ValueSource(strings = {"struct", "line"})
    void tagsArriveAsTheyAre(String format) throws Exception {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed and INFLUXDB_URL is not set");
        try (InfluxdServer influx = InfluxdServer.start();
                TdengineServer tdengine = TdengineServer.start()) {
            influx.createDatabase(BUCKET);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < WRITTEN.size(); i++) {
                lines.add("m,path=" + WRITTEN.get(i) + " v=" + i + "i 1700000000" + i + "00000000");
            }
            influx.write(BUCKET, lines);
            String database = tdengine.createDatabase("ns");
            Map<String, String> sink = sink(tdengine, database);
            if (format.equals("line")) {
                sink.put("value.format", "line");
            }
            ConnectorCopy.run(source(influx, format), sink, WRITTEN.size());

            assertThat(tdengine.query("SELECT DISTINCT path FROM " + database + ".m"))
                    .extracting(row -> String.valueOf(row.get(0)))
                    .containsExactlyInAnyOrderElementsOf(tags(influx))
                    .contains("C:\\dir", "\\\\server\\share", "=")
                    .hasSize(WRITTEN.size());
        }
    }

    private static List<String> tags(InfluxdServer influx) {
        JsonNode series = influx.query("SHOW TAG VALUES ON " + BUCKET + " FROM m WITH KEY = path")
                .findPath("values");
        List<String> tags = new ArrayList<>();
        series.forEach(row -> tags.add(row.path(1).asText()));
        return tags;
    }

    private static Map<String, String> source(InfluxdServer influx, String format) {
        Map<String, String> source = new HashMap<>(Map.of(
                "name",
                "influx",
                "connector.class",
                "io.tdconnect.influxdb.InfluxSourceConnector",
                "url",
                influx.url(),
                "user",
                influx.user(),
                "password",
                influx.password(),
                "bucket",
                BUCKET,
                "value.format",
                format,
                "begin.time",
                "2023-01-01T00:00:00Z",
                "end.time",
                "2025-01-01T00:00:00Z"));
        source.put("points.per.record", "1");
        return source;
    }

    private static Map<String, String> sink(TdengineServer tdengine, String database) {
        return new HashMap<>(Map.of(
                "name",
                "tdengine",
                "connector.class",
                "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                "connection.url",
                tdengine.host() + ":" + tdengine.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                database));
    }
}
