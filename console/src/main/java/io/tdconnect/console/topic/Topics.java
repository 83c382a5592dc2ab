// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.topic;

import io.tdconnect.console.connect.KafkaCluster;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.preview.TopicReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads and writes some records of a cluster, and says to the pages what keeps it from that. */
public final class Topics {
    private static final int CALL_MILLIS = 15_000;

    private final KafkaCluster cluster;

    /** Topics of a cluster, which is refused when it is used if its brokers are not known. */
    public Topics(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What a reader of topics returns.
     *
     * @throws ApiException if there is no such topic, or the cluster cannot be reached
     */
    public <T> T read(Function<TopicReader, T> question) throws InterruptedException {
        try {
            return question.apply(new TopicReader(cluster.clients()));
        } catch (InterruptException e) {
            throw interrupted();
        } catch (UnknownTopicOrPartitionException e) {
            throw ApiException.notFound(String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    /** Writes records, and returns when the cluster has them. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        Map<String, Object> own = new HashMap<>(cluster.clients());
        own.put("enable.idempotence", "true");
        own.put("max.block.ms", CALL_MILLIS);
        own.put("delivery.timeout.ms", CALL_MILLIS);
        own.put("request.timeout.ms", CALL_MILLIS / 2);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(each -> sent.add(producer.send(each)));
            for (Future<?> each : sent) {
                each.get(CALL_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptException e) {
            throw interrupted();
        } catch (KafkaException | TimeoutException e) {
            throw unreachable(e);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        }
    }

    private static InterruptedException interrupted() {
        // The flag is set again by Kafka's client.
        Thread.interrupted();
        return new InterruptedException();
    }

    private static ApiException unreachable(Throwable cause) {
        return new ApiException(502, "kafka_failed", "Kafka answers: " + cause.getMessage());
    }
}
