// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two tasks that share the vgroups of a topic. */
@Timeout(120)
class TakeOverIT {
    private static Source source;

    @BeforeAll
    static void start() {
        source = new Source(TdengineServer.start());
    }

    @AfterAll
    static void stop() {
        if (source != null) {
            source.close();
        }
    }

    @Test
    void tasksShareATopicAndOneTakesOverFromAnother() throws InterruptedException {
        String database = source.database("ms", 4);
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "tasks.per.topic", "2");
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        List<Object> seen = new ArrayList<>();
        SourceRun first = new SourceRun(properties, offsets);
        try (SourceRun second = new SourceRun(properties, offsets)) {
            source.insertTables(database, 40, 1);
            while (new HashSet<>(seen).size() < 40) {
                seen.addAll(SourceRun.column(first.poll(), "v"));
                seen.addAll(SourceRun.column(second.poll(), "v"));
            }
            first.close();
            source.insertTables(database, 40, 41);
            while (new HashSet<>(seen).size() < 80) {
                seen.addAll(SourceRun.column(second.poll(), "v"));
            }
        } finally {
            first.close();
        }
        assertThat(new HashSet<>(seen)).hasSize(80);
    }

    @Test
    void oneTaskTakesOverFromAnotherThatVanished() throws InterruptedException {
        String database = source.database("ms", 4);
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "tasks.per.topic", "2");
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        Set<Object> seen = new HashSet<>();
        try (TcpProxy proxy =
                        TcpProxy.to(source.server().host(), source.server().port());
                SourceRun second = new SourceRun(properties, offsets)) {
            Map<String, String> through = new HashMap<>(properties);
            through.put("connection.url", "http://127.0.0.1:" + proxy.port());
            try (SourceRun first = new SourceRun(through, offsets)) {
                source.insertTables(database, 40, 1);
                while (seen.size() < 40) {
                    seen.addAll(SourceRun.column(first.poll(), "v"));
                    seen.addAll(SourceRun.column(second.poll(), "v"));
                }
                proxy.stop();
                source.insertTables(database, 40, 41);
                while (seen.size() < 80) {
                    seen.addAll(SourceRun.column(second.poll(), "v"));
                }
            }
        }
        assertThat(seen).hasSize(80);
    }
}
