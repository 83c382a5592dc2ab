// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.Routing;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ExampleTest {
    @Test
    void mapsMetersAsItsCommentSays() throws IOException {
        Properties example = new Properties();
        Path root = Path.of(System.getProperty("tdconnect.root"));
        try (Reader text =
                Files.newBufferedReader(root.resolve("transforms/src/main/plugin/etc/meters-transforms.properties"))) {
            example.load(text);
        }
        ParseJson.Value<SinkRecord> parse = new ParseJson.Value<>();
        parse.configure(options(example, "transforms.parse."));
        MapToTable.Value<SinkRecord> map = new MapToTable.Value<>();
        map.configure(options(example, "transforms.map."));

        SinkRecord row = map.apply(parse.apply(Records.of("{\"id\":1,\"current\":10.77,\"voltage\":222,\"phase\":0.77,"
                + "\"groupid\":7,\"location\":\"California.SanDiego\",\"ts\":1700000000123}")));

        assertThat(Records.text(row.value()))
                .isEqualTo("{ts=1700000000123, id=1, current=10.77, voltage=222, phase=0.77, groupid=7,"
                        + " location=California.SanDiego}");
        assertThat(Routing.read(row.headers()))
                .isEqualTo(new Routing(null, "meters", "d1", List.of("groupid", "location"), "ts"));
    }

    private static Map<String, String> options(Properties all, String prefix) {
        return all.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toMap(name -> name.substring(prefix.length()), all::getProperty));
    }
}
