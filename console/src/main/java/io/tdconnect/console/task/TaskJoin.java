// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import io.tdconnect.common.explore.Kind;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.form.Kinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins sources and sinks: by the name of the task that they are labelled with, else by a topic that the source is set to. */
final class TaskJoin {
    private final Kinds kinds;

    TaskJoin(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The tasks of all connectors, by their names. */
    Map<String, Task> tasks(List<ConnectorView> connectors) {
        Map<String, Task> tasks = new TreeMap<>();
        List<ConnectorView> sources = new ArrayList<>();
        Map<String, ConnectorView> sinks = new LinkedHashMap<>();
        for (ConnectorView connector : connectors) {
            if (connector.source()) {
                sources.add(connector);
            } else {
                sinks.put(connector.name(), connector);
            }
        }
        for (ConnectorView source : sources) {
            ConnectorView sink = sinkOf(source, sinks);
            if (sink != null) {
                sinks.remove(sink.name());
            }
            add(tasks, source, sink);
        }
        sinks.values().forEach(sink -> add(tasks, null, sink));
        return tasks;
    }

    private @Nullable ConnectorView sinkOf(ConnectorView source, Map<String, ConnectorView> sinks) {
        String label = source.config().get(Task.LABEL);
        String topic = topic(source);
        ConnectorView byTopic = null;
        for (ConnectorView sink : sinks.values()) {
            String other = sink.config().get(Task.LABEL);
            if (label != null && label.equals(other)) {
                return sink;
            }
            boolean free = label == null && other == null && byTopic == null;
            byTopic = free && !topic.isEmpty() && topics(sink).contains(topic) ? sink : byTopic;
        }
        return byTopic;
    }

    private void add(Map<String, Task> tasks, @Nullable ConnectorView source, @Nullable ConnectorView sink) {
        ConnectorView named = source == null ? sink : source;
        if (named == null) {
            return;
        }
        String id = named.config().getOrDefault(Task.LABEL, named.name());
        if (tasks.containsKey(id)) {
            id = named.name();
        }
        String topic = source == null ? "" : topic(source);
        String read = sink == null
                ? ""
                : sink.config().getOrDefault("topics", sink.config().getOrDefault("topics.regex", ""));
        tasks.put(id, new Task(id, source, sink, topic.isEmpty() ? read : topic));
    }

    private String topic(ConnectorView source) {
        Kind kind = kinds.ofClass(source.type());
        String option = kind == null ? "topic" : kind.topicOption();
        return source.config().getOrDefault(option, "");
    }

    private static Set<String> topics(ConnectorView sink) {
        return Arrays.stream(sink.config().getOrDefault("topics", "").split(","))
                .map(String::trim)
                .collect(Collectors.toSet());
    }
}
