// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.flow;

import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One source and the system that feeds it; its rows are numbered from 0 in a column {@code n}. */
public interface Flow extends AutoCloseable {
    /** Of row 0, in milliseconds since 1970. */
    long FIRST_TIME = 1_700_000_000_000L;

    /** Milliseconds since 1970 of a row; together with the table it identifies the row. */
    static long time(int number) {
        return FIRST_TIME + number;
    }

    String name();

    /** The source's connection to its system; faults cut it. */
    TcpProxy proxy();

    Map<String, String> source();

    /** Options of its sink besides the connection and the database. */
    default Map<String, String> sink() {
        return Map.of("topics", name());
    }

    /** Options of its sink with the connection to a database by this port of 127.0.0.1, such as a proxy's. */
    default Map<String, String> sinkTo(TdengineServer tdengine, int port, String database) {
        Map<String, String> options = new LinkedHashMap<>(sink());
        options.put("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");
        options.put("connection.url", "jdbc:TAOS-WS://127.0.0.1:" + port);
        options.put("connection.user", tdengine.user());
        options.put("connection.password", tdengine.password());
        options.put("database", database);
        return options;
    }

    /** Starts a source and a sink with these options; returns when the one task of each runs. */
    default void start(ConnectRest rest, Map<String, String> source, Map<String, String> sink) {
        post(rest, source, sink);
        rest.waitUntilRunning(name() + "-source");
        rest.waitUntilRunning(name() + "-sink");
    }

    /** Posts a source and a sink with these options, with one task unless they say otherwise. */
    default void post(ConnectRest rest, Map<String, String> source, Map<String, String> sink) {
        Map<String, String> common = Map.of(
                "tasks.max", "1",
                // Just after the start, on a busy machine, the check may time out.
                "validate.connection", "false",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "header.converter", "org.apache.kafka.connect.storage.StringConverter");
        for (var connector :
                Map.of(name() + "-source", source, name() + "-sink", sink).entrySet()) {
            Map<String, String> config = new LinkedHashMap<>(common);
            config.putAll(connector.getValue());
            rest.putConnector(connector.getKey(), config);
        }
    }

    /** A time that is not after that of the row, in milliseconds since 1970. */
    default long earliest(int number, long fedMillis) {
        return time(number);
    }

    /** The table of TDengine where its rows end, without database. */
    String table();

    /** Writes more rows to the source's system, and returns when it has stored them. */
    void feed(List<Integer> numbers) throws Exception;

    @Override
    void close();
}
