// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.flow;

import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of an emulated TDengine that are replicated to another by subscription. */
public final class TdengineFlow implements Flow {
    private final TdengineServer server = TdengineServer.startEmulator();
    private final TcpProxy proxy = TcpProxy.to(server.host(), server.port());
    private final String database;

    /** With this database, whose name is that of the target's, too: rows carry it in their headers. */
    public TdengineFlow(String database) {
        this.database = database;
        server.execute("CREATE DATABASE " + database + " KEEP 36500");
        server.execute("CREATE STABLE " + database + "." + table() + " (ts TIMESTAMP, n INT) TAGS (id INT)");
    }

    @Override
    public String name() {
        return "tdengine";
    }

    @Override
    public TcpProxy proxy() {
        return proxy;
    }

    @Override
    public Map<String, String> source() {
        return Map.of(
                "connector.class",
                "io.tdconnect.tdengine.source.TdengineSourceConnector",
                "connection.url",
                "jdbc:TAOS-WS://127.0.0.1:" + proxy.port(),
                "connection.user",
                server.user(),
                "connection.password",
                server.password(),
                "database",
                database,
                "topic.create",
                "true",
                "from",
                "earliest",
                "kafka.topic",
                name());
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    /** Creates a topic of all rows; returns its name. */
    public String createTopic(String name) {
        server.execute("CREATE TOPIC " + name + " AS STABLE " + database + "." + table());
        return name;
    }

    @Override
    public String table() {
        return "replicated";
    }

    @Override
    public void feed(List<Integer> numbers) {
        server.execute(numbers.stream()
                .map(n -> database + ".r" + n % 10 + " USING " + database + "." + table() + " TAGS (" + n % 10
                        + ") VALUES (" + Flow.time(n) + "," + n + ")")
                .collect(Collectors.joining(" ", "INSERT INTO ", "")));
    }

    @Override
    public void close() {
        proxy.close();
        server.close();
    }
}
