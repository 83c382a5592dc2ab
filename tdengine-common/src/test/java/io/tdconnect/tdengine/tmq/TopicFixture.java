// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.tdengine.Encryption;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.common.config.types.Password;

/** A database with a topic, and clients of it, which are closed and dropped at the end. */
final class TopicFixture implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final AtomicInteger GROUPS = new AtomicInteger();

    private final TdengineServer server;
    private final String database;
    private final String topic;
    private final List<TmqClient> clients = new ArrayList<>();

    TopicFixture(TdengineServer server) {
        this.server = server;
        database = server.uniqueDatabase();
        topic = database + "_t";
    }

    String database() {
        return database;
    }

    String topic() {
        return topic;
    }

    @Override
    public void close() {
        clients.forEach(TmqClient::close);
        // The server keeps a topic for a while after its last consumer.
        await().atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .untilAsserted(() -> server.execute("DROP TOPIC IF EXISTS " + topic));
        server.execute("DROP DATABASE IF EXISTS " + database);
    }

    void create(String precision, int vgroups) {
        server.execute("CREATE DATABASE " + database + " PRECISION '" + precision + "' VGROUPS " + vgroups
                + " BUFFER 16 KEEP 36500");
    }

    void meters() {
        create("ms", 1);
        metersTable();
        topic("AS STABLE " + database + ".m");
    }

    void metersTable() {
        server.execute("CREATE TABLE " + database + ".m (ts TIMESTAMP, v INT, s VARCHAR(100)) TAGS (g INT)");
    }

    void topic(String definition) {
        server.execute("CREATE TOPIC " + topic + " " + definition);
    }

    void insert(String table, String rows) {
        server.execute("INSERT INTO " + database + "." + table + " USING " + database + ".m TAGS (7) " + rows);
    }

    TmqSubscription group() {
        return TmqSubscription.of(database + "_" + GROUPS.incrementAndGet(), List.of(topic));
    }

    TmqClient subscribed() throws Exception {
        return subscribed(group());
    }

    TmqClient subscribed(TmqSubscription subscription) throws Exception {
        TmqClient client = client(server.password());
        client.subscribe(subscription);
        return client;
    }

    TmqClient client(String password) throws Exception {
        TmqClient client = TmqClient.connect(new Gateway(
                List.of(server.host() + ":" + server.port()),
                Encryption.NONE,
                new Gateway.Login(server.user(), new Password(password)),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30)));
        clients.add(client);
        return client;
    }

    static List<TmqMessage> rows(TmqClient client, int rows) throws Exception {
        return until(
                client, messages -> messages.stream().mapToInt(TmqMessage::rows).sum() >= rows);
    }

    static List<TmqMessage> until(TmqClient client, Predicate<List<TmqMessage>> enough) throws Exception {
        List<TmqMessage> messages = new ArrayList<>();
        long began = System.nanoTime();
        while (!enough.test(messages)) {
            assertThat(System.nanoTime() - began).as("time until %s", messages).isLessThan(PATIENCE_NANOS);
            Optional<TmqMessage> message = client.poll(WAIT);
            message.ifPresent(messages::add);
        }
        return messages;
    }

    static List<MetadataEvent> events(List<TmqMessage> messages) {
        return messages.stream().flatMap(message -> message.events().stream()).toList();
    }

    static List<Block> blocks(List<TmqMessage> messages) {
        return messages.stream().flatMap(message -> message.blocks().stream()).toList();
    }
}
