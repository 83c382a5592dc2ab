// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.receive.MqttMetrics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge nodes that have sent messages, within a limit of memory: those that were silent for longest are forgotten
 * first.
 *
 * <p>For use by one thread.
 */
public final class SparkplugNodeCache {
    private static final Logger log = LoggerFactory.getLogger(SparkplugNodeCache.class);
    private static final int PART_OF_HEAP = 8;
    private static final int BYTES_PER_NODE = 300;

    private final Map<String, SparkplugNode> nodes = new LinkedHashMap<>(16, 0.75f, true);
    private final long limit;
    private final MqttMetrics metrics;
    private long size;

    /**
     * An empty cache.
     *
     * @param limit estimated bytes of the heap that all nodes may take with their births
     */
    public SparkplugNodeCache(long limit, MqttMetrics metrics) {
        this.limit = limit;
        this.metrics = metrics;
    }

    /** The limit for this process: an eighth of its heap. */
    public static long defaultLimit() {
        return Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    }

    /** The node of a message, after it has observed the message. */
    SparkplugNode observe(SparkplugTopic topic, SparkplugPayload payload, boolean duplicate) {
        String key = topic.group() + "/" + topic.node();
        SparkplugNode node = nodes.get(key);
        if (node == null) {
            node = new SparkplugNode(metrics);
            nodes.put(key, node);
            size += BYTES_PER_NODE + key.length();
        }
        size -= node.size();
        node.observe(topic, payload, duplicate);
        size += node.size();
        return node;
    }

    /** Forgets nodes until the limit is kept; to be called after the metrics of a message were looked up. */
    void trim() {
        Iterator<Map.Entry<String, SparkplugNode>> silent = nodes.entrySet().iterator();
        while (size > limit && silent.hasNext()) {
            Map.Entry<String, SparkplugNode> eldest = silent.next();
            size -= BYTES_PER_NODE
                    + eldest.getKey().length()
                    + eldest.getValue().size();
            silent.remove();
            report();
        }
    }

    private void report() {
        metrics.sparkplugForgotten.increment();
        if (metrics.sparkplugForgotten.sum() == 1) {
            log.warn(
                    "The births of all edge nodes do not fit into an eighth of the heap ({} bytes): those that were silent"
                            + " for longest are forgotten; give the worker more memory, or split the topics over several"
                            + " connectors",
                    limit);
        }
    }
}
