// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static io.tdconnect.kafka.TaskRun.source;
import static io.tdconnect.kafka.TaskRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks and the connector on a real broker. */
@Timeout(60)
class ReadingIT {
    private static KafkaProcess kafka;
    private static KafkaTopics topics;
    private static Admin admin;

    @BeforeAll
    static void start() {
        // Otherwise the broker deletes records with old times.
        kafka = KafkaProcess.start(LaunchOptions.defaults().withProperty("log.retention.ms", "-1"));
        topics = kafka.topics();
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        topics.close();
        kafka.close();
    }

    @Test
    void readsEachRecordOfItsPartitionsAndSaysThatItHasFinished() throws Exception {
        topics.create("parts", 3);
        topics.produce(Numbers.records("parts", 0, 10, 0));
        topics.produce(Numbers.records("parts", 1, 10, 10));
        topics.produce(Numbers.records("parts", 2, 10, 20));

        try (TaskRun run = new TaskRun(properties("parts:0,parts:2", "timeout", "300ms"))) {
            List<SourceRecord> records = run.takeAll();

            assertThat(texts(records)).hasSize(20).doesNotContain("10", "19").contains("0", "29");
            assertThat(texts(ofPartition(records, 2))).isEqualTo(Numbers.texts(20, 30));
            assertThat(run.metric("finished")).isEqualTo(1L);
            assertThat(run.metric("records")).isEqualTo(20L);
            assertThat(run.metric("lag")).isEqualTo(0L);
            assertThat(run.shareDone()).isEqualTo(1);
            assertThat(run.poll()).isEmpty();
        }
    }

    @Test
    void anEmptyTopicIsFinishedAndOneWithoutTimeoutNever() throws Exception {
        topics.create("empty", 1);

        try (TaskRun run = new TaskRun(properties("empty:0", "timeout", "100ms"))) {
            assertThat(run.takeAll()).isEmpty();
        }
        try (TaskRun run = new TaskRun(properties("empty:0"))) {
            assertThat(run.poll()).isEmpty();
            assertThat(run.finished()).isFalse();
            assertThat(run.shareDone()).isNaN();
            topics.produce("empty", null, "later");
            assertThat(texts(run.take(1))).containsExactly("later");
        }
    }

    @Test
    void goesOnAtTheLastDeliveredRecord() throws Exception {
        topics.create("restart", 1);
        topics.produce(Numbers.records("restart", 0, 2_000, 0));
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        Map<String, String> properties = properties("restart:0", "consumer.max.poll.records", "100");
        List<SourceRecord> all = new ArrayList<>();
        for (int part = 1; part <= 4; part++) {
            try (TaskRun run = new TaskRun(properties, offsets)) {
                // Some records are polled and never delivered, as when a worker is killed.
                all.addAll(run.take(300));
                assertThat(run.pollOnly()).isNotEmpty();
            }
        }
        try (TaskRun run = new TaskRun(TaskRun.with(properties, "timeout", "300ms"), offsets)) {
            all.addAll(run.takeAll());
        }

        assertThat(texts(all)).isEqualTo(Numbers.texts(0, 2_000));
        assertThat(offsets).isEqualTo(Map.of(source("restart", 0), Map.of("offset", 2_000L)));
    }

    @Test
    void beginsAtATimeOfTheOptionsOrOfTheStoredOffset() throws Exception {
        topics.create("times", 2);
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            records.add(new ProducerRecord<>("times", i % 2, 1_700_000_000_000L + i * 1000L, null, String.valueOf(i)));
        }
        topics.produce(records);
        Map<String, String> properties =
                properties("times:0,times:1", "start.position", "time:2023-11-14T22:13:30Z", "timeout", "300ms");

        try (TaskRun run = new TaskRun(properties)) {
            assertThat(texts(run.takeAll())).containsExactlyInAnyOrderElementsOf(Numbers.texts(10, 20));
        }
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        offsets.put(source("times", 0), Map.of("time", 1_700_000_018_000L));
        offsets.put(source("times", 1), Map.of("offset", 9L));
        try (TaskRun run = new TaskRun(properties, offsets)) {
            assertThat(texts(run.takeAll())).containsExactlyInAnyOrder("18", "19");
        }
        // After the last record there is nothing.
        Map<String, String> future = TaskRun.with(properties, "start.position", "time:1800000000000");
        try (TaskRun run = new TaskRun(future)) {
            assertThat(run.takeAll()).isEmpty();
        }
    }

    @Test
    void readsOnlyWhatTransactionsHaveCommitted() throws Exception {
        topics.create("transactions", 1);
        try (KafkaProducer<String, String> producer = transactional()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "committed")).get();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "open")).get();

            Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
            Map<String, String> properties = properties("transactions:0", "timeout", "300ms");
            try (TaskRun run = new TaskRun(properties, offsets)) {
                assertThat(texts(run.takeAll())).containsExactly("committed");
            }
            Map<String, String> all = TaskRun.with(properties, "isolation.level", "read-uncommitted");
            try (TaskRun run = new TaskRun(all)) {
                assertThat(texts(run.takeAll())).containsExactly("committed", "aborted", "open");
            }
            producer.commitTransaction();
            try (TaskRun run = new TaskRun(properties, offsets)) {
                assertThat(texts(run.takeAll())).containsExactly("open");
            }
        }
    }

    @Test
    void recordsThatRetentionDeletedAreAFailureOrAGapThatIsCounted() throws Exception {
        topics.create("gap", 1);
        topics.produce(Numbers.records("gap", 0, 100, 0));
        TopicPartition partition = new TopicPartition("gap", 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(60)))
                .all()
                .get();
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        offsets.put(source("gap", 0), Map.of("offset", 40L));
        Map<String, String> properties = properties("gap:0", "timeout", "300ms");

        try (TaskRun run = new TaskRun(properties, offsets)) {
            assertThat(run.failure())
                    .hasMessageContaining("The next record of gap-0 would have offset 40")
                    .hasMessageContaining("first one that is left has offset 60")
                    .hasMessageContaining("up to 20 records")
                    .hasMessageContaining("behavior.on.gap=continue");
        }
        try (TaskRun run = new TaskRun(TaskRun.with(properties, "behavior.on.gap", "continue"), offsets)) {
            assertThat(texts(run.takeAll())).isEqualTo(Numbers.texts(60, 100));
            assertThat(run.metric("gaps")).isEqualTo(1L);
            assertThat(run.metric("lost-records")).isEqualTo(20L);
        }
        // Without a stored offset there is no gap.
        try (TaskRun run = new TaskRun(properties)) {
            assertThat(run.takeAll()).hasSize(40);
        }
    }

    @Test
    void aTopicThatWasCreatedAnewIsAGapToo() throws Exception {
        topics.create("anew", 1);
        topics.produce(Numbers.records("anew", 0, 3, 0));
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        offsets.put(source("anew", 0), Map.of("offset", 50L));
        Map<String, String> properties = properties("anew:0", "timeout", "300ms");

        try (TaskRun run = new TaskRun(properties, offsets)) {
            assertThat(run.failure()).hasMessageContaining("the topic was created anew");
        }
        try (TaskRun run = new TaskRun(TaskRun.with(properties, "behavior.on.gap", "continue"), offsets)) {
            assertThat(texts(run.takeAll())).isEqualTo(Numbers.texts(0, 3));
            assertThat(run.metric("lost-records")).isEqualTo(0L);
        }
    }

    @Test
    void beginsWhereAnotherProgramOfTheGroupHasStoppedAndShowsItsProgress() throws Exception {
        topics.create("grouped", 2);
        topics.produce(Numbers.records("grouped", 0, 10, 0));
        topics.produce(Numbers.records("grouped", 1, 10, 10));
        admin.alterConsumerGroupOffsets("others", Map.of(new TopicPartition("grouped", 0), new OffsetAndMetadata(7)))
                .all()
                .get();
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        Map<String, String> properties = properties("grouped:0,grouped:1", "group.id", "others", "timeout", "300ms");

        try (TaskRun run = new TaskRun(properties, offsets)) {
            assertThat(texts(run.takeAll()))
                    .containsExactlyInAnyOrder(
                            "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19");
        }
        assertThat(committed("others")).isEqualTo(Map.of("grouped-0", 10L, "grouped-1", 10L));

        // The positions of Connect count, whatever the group says.
        admin.alterConsumerGroupOffsets("others", Map.of(new TopicPartition("grouped", 0), new OffsetAndMetadata(0)))
                .all()
                .get();
        try (TaskRun run = new TaskRun(properties, offsets)) {
            assertThat(run.takeAll()).isEmpty();
        }
    }

    @Test
    void leavesOutRecordsThatAreTooLarge() throws Exception {
        topics.create("large", 1);
        topics.produce("large", null, "x".repeat(3_000));
        topics.produce("large", null, "small");
        Map<String, String> properties = properties("large:0", "timeout", "300ms", "record.max.bytes", "2000");

        try (TaskRun run = new TaskRun(properties)) {
            assertThat(run.failure()).hasMessageContaining("record.max.bytes=2000");
        }
        try (TaskRun run = new TaskRun(TaskRun.with(properties, "on.large.record", "skip"))) {
            assertThat(texts(run.takeAll())).containsExactly("small");
            assertThat(run.metric("large-records")).isEqualTo(1L);
        }
    }

    @Test
    void theConnectorSplitsWhatIsSelectedAndNoticesNewTopicsAndPartitions() throws Exception {
        topics.create("watch.a", 3);
        topics.create("watch.b", 1);
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "watch",
                "bootstrap.servers", kafka.bootstrapServers(),
                "topics", "watch.later",
                "topics.regex", "watch\\.b.*",
                "topic.partitions", "watch.a:1..2",
                "topics.refresh.ms", "200"));

        try (ConnectorRun run = new ConnectorRun(properties)) {
            run.await("watch.a:1,watch.a:2,watch.b:0");
            assertThat(run.partitions(2)).containsExactly("watch.a:1", "watch.a:2,watch.b:0");
            assertThat(run.partitions(9)).containsExactly("watch.a:1", "watch.a:2", "watch.b:0");

            topics.create("watch.later", 1);
            topics.create("watch.b2", 1);
            admin.createPartitions(
                            Map.of("watch.b", NewPartitions.increaseTo(2), "watch.a", NewPartitions.increaseTo(4)))
                    .all()
                    .get();
            run.await("watch.a:1,watch.a:2,watch.b:0,watch.b:1,watch.b2:0,watch.later:0");

            admin.deleteTopics(Set.of("watch.b2")).all().get();
            run.await("watch.a:1,watch.a:2,watch.b:0,watch.b:1,watch.later:0");
        }
    }

    @Test
    void latestBeginsAtTheEndOfTheFirstStartAlsoAfterARestart() throws Exception {
        topics.create("latest", 2);
        topics.produce(Numbers.records("latest", 0, 5, 0));
        topics.produce(Numbers.records("latest", 1, 5, 5));
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "latest",
                "bootstrap.servers", kafka.bootstrapServers(),
                "topics", "latest",
                "start.position", "latest",
                "topics.refresh.ms", "200",
                "timeout", "300ms"));
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        List<String> read = new ArrayList<>();
        try (ConnectorRun run = new ConnectorRun(properties, offsets)) {
            assertThat(run.partitions(1)).containsExactly("latest:0@5,latest:1@5");
            topics.produce(Numbers.records("latest", 0, 2, 100));
            // A partition that comes later is read from its beginning.
            admin.createPartitions(Map.of("latest", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            produceTo("latest", 2, "102");
            run.await("latest:0@5,latest:1@5,latest:2@0");
            try (TaskRun task = new TaskRun(run.task(), offsets)) {
                read.addAll(texts(task.takeAll()));
            }
        }
        assertThat(offsets).hasSize(2);
        topics.produce(Numbers.records("latest", 1, 2, 103));
        try (ConnectorRun run = new ConnectorRun(properties, offsets);
                TaskRun task = new TaskRun(run.task(), offsets)) {
            read.addAll(texts(task.takeAll()));
        }

        assertThat(read).containsExactlyInAnyOrder("100", "101", "102", "103", "104");
    }

    @Test
    void partitionsOfADeletedTopicHoldNothingUp() throws Exception {
        topics.create("kept", 1);
        topics.create("deleted", 1);
        topics.produce("kept", null, "a");

        try (TaskRun run = new TaskRun(
                properties("deleted:0,kept:0", "timeout", "300ms", "consumer.metadata.max.age.ms", "200"))) {
            assertThat(texts(run.take(1))).containsExactly("a");
            admin.deleteTopics(Set.of("deleted")).all().get();
            assertThat(run.takeAll()).isEmpty();
        }
    }

    @Test
    void missingTopicsAndPartitionsStandBesideTheirOption() {
        topics.create("there", 2);
        topics.produce("there", null, "known to the broker");
        Map<String, String> config = new HashMap<>(
                Map.of("name", "check", "bootstrap.servers", kafka.bootstrapServers(), "topics", "there"));

        assertThat(ConnectorRun.problems(config)).isEmpty();
        assertThat(ConnectorRun.problems(TaskRun.with(config, "topics", "there,not_there")))
                .isEqualTo(
                        "topics: expected topics and partitions that exist, found none of the names [not_there] in the"
                                + " cluster");
        assertThat(ConnectorRun.problems(TaskRun.with(config, "topic.partitions", "there:1..2")))
                .startsWith("topic.partitions: ")
                .contains("[there:2]");
        assertThat(ConnectorRun.problems(TaskRun.with(config, "group.id", "g", "topics.regex", "nothing.*")))
                .isEmpty();
        assertThat(topics.names()).doesNotContain("not_there");
    }

    private static Map<String, String> properties(String partitions, String... options) {
        return TaskRun.properties(kafka.bootstrapServers(), partitions, options);
    }

    private static Map<String, Long> committed(String group) throws ExecutionException, InterruptedException {
        Map<String, Long> positions = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> positions.put(partition.toString(), offset.offset()));
        return positions;
    }

    private static KafkaProducer<String, String> transactional() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "it"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** With a producer that does not yet know the topic with fewer partitions. */
    private static void produceTo(String topic, int partition, String value)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
        }
    }

    private static List<SourceRecord> ofPartition(List<SourceRecord> records, int partition) {
        return records.stream()
                .filter(made ->
                        Integer.valueOf(partition).equals(made.sourcePartition().get("partition")))
                .toList();
    }
}
