// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.engine.DirectTask;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.tdengine.source.TdengineSourceConnector;
import io.tdconnect.testing.TdengineServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Backups of a database of a server, and restores, as tasks of the engine without Kafka. */
final class EngineRuns {
    private static final Duration STOP = Duration.ofSeconds(30);

    private EngineRuns() {}

    /** A backup, with further options of the source. */
    static DirectTask backup(TdengineServer server, String database, Path directory, Path offsets, String... source) {
        Map<String, String> from = new HashMap<>(connection(server));
        from.putAll(Map.of(
                "connector.class", TdengineSourceConnector.class.getName(),
                "database", database,
                "kafka.topic", "{database}-rows",
                "metadata.topic", "{database}-rows",
                "metadata.existing", "true",
                "topic.create", "true",
                "rows.per.record", "50"));
        put(from, source);
        Map<String, String> to =
                Map.of("connector.class", BackupSinkConnector.class.getName(), "directory", directory.toString());
        return task("backup-" + database, from, to, offsets, 1);
    }

    /** A restore into a database that need not exist, with further options of the source. */
    static DirectTask restore(
            TdengineServer server, Path directory, String database, Path offsets, int tasks, String... source) {
        Map<String, String> from = new HashMap<>(
                Map.of("connector.class", BackupSourceConnector.class.getName(), "directory", directory.toString()));
        put(from, source);
        Map<String, String> to = new HashMap<>(connection(server));
        to.putAll(Map.of(
                "connector.class", TdengineSinkConnector.class.getName(),
                "database", database,
                "auto.create.database", "true",
                "apply.metadata", "true",
                "apply.metadata.drops", "true"));
        return task("restore-" + database, from, to, offsets, tasks);
    }

    private static DirectTask task(
            String name, Map<String, String> source, Map<String, String> sink, Path offsets, int tasks) {
        return new DirectTask(name, source, sink, offsets, null, 0, null, tasks, STOP);
    }

    private static Map<String, String> connection(TdengineServer server) {
        return Map.of(
                "connection.url", "jdbc:TAOS-WS://" + server.host() + ":" + server.port(),
                "connection.user", server.user(),
                "connection.password", server.password());
    }

    private static void put(Map<String, String> config, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            config.put(namesAndValues[i], namesAndValues[i + 1]);
        }
    }
}
