// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.transforms.Transformation;

/** Validates configurations by the connectors and transforms that would use them, without connecting. */
final class RealConnectors {
    private RealConnectors() {}

    /** Everything that connector and transforms find wrong. */
    static List<String> problems(Map<String, String> config) {
        Map<String, String> offline = new HashMap<>(config);
        offline.put("name", "task");
        Connector connector = created(Connector.class, config.get("connector.class"));
        // Connectors without such an option are offline anyway.
        if (connector.config().names().contains("validate.connection")) {
            offline.put("validate.connection", "false");
        }
        List<String> problems =
                new ArrayList<>(messages(connector.validate(offline).configValues()));
        for (String alias : config.getOrDefault("transforms", "").split(",", -1)) {
            if (!alias.isEmpty()) {
                problems.addAll(ofTransform(config, "transforms." + alias + '.'));
            }
        }
        return problems;
    }

    private static List<String> ofTransform(Map<String, String> config, String prefix) {
        Map<String, String> options = config.entrySet().stream()
                .filter(option -> option.getKey().startsWith(prefix))
                .collect(Collectors.toMap(option -> option.getKey().substring(prefix.length()), Map.Entry::getValue));
        Transformation<?> transform = created(Transformation.class, String.valueOf(options.remove("type")));
        List<String> problems = new ArrayList<>(messages(transform.config().validate(options)));
        Set<String> known = transform.config().names();
        options.keySet().stream()
                .filter(option -> !known.contains(option))
                .forEach(option -> problems.add("unknown option " + option));
        if (problems.isEmpty()) {
            // Combinations of options are checked here.
            transform.configure(options);
            transform.close();
        }
        return problems;
    }

    private static List<String> messages(List<ConfigValue> values) {
        return values.stream()
                .flatMap(value -> value.errorMessages().stream().map(message -> value.name() + ": " + message))
                .toList();
    }

    private static <T> T created(Class<T> type, String name) {
        try {
            return type.cast(Class.forName(name).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("expected a " + type.getSimpleName() + " named " + name, e);
        }
    }
}
