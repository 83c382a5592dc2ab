// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Creates the transforms of a connector's configuration, as a worker would.
 *
 * @param <R> records of sources or of sinks
 */
public final class TransformChain<R extends ConnectRecord<R>> {
    private static final String TRANSFORMS = "transforms";
    private static final String PREDICATES = "predicates";
    private static final String EXPECTED_TRANSFORM =
            "a transform of tdconnect or Apache Kafka with its package, such as io.tdconnect.transforms.ParseJson$Value";
    private static final String EXPECTED_PREDICATE = "a predicate of Apache Kafka with its package, such as"
            + " org.apache.kafka.connect.transforms.predicates.RecordIsTombstone";

    private final Map<String, String> config;

    /** For the transforms of this configuration. */
    public TransformChain(Map<String, String> config) {
        this.config = Map.copyOf(config);
    }

    /**
     * The transforms in their order.
     *
     * @param before further ones that come first
     * @throws ConfigException if a transform cannot be created; the message names stage and option
     */
    public List<TransformStage<R>> stages(TransformConfig... before) {
        List<TransformStage<R>> stages = new ArrayList<>();
        for (TransformConfig chosen : before) {
            stages.add(stage(chosen, null, false));
        }
        for (String name : names(TRANSFORMS)) {
            TransformConfig all = TransformConfig.of("stage", TRANSFORMS, name, config);
            stages.add(stage(
                    // Options of the worker, not of the transform.
                    all.without("predicate", "negate"),
                    all.options().get("predicate"),
                    Boolean.parseBoolean(all.options().get("negate"))));
        }
        return stages;
    }

    private TransformStage<R> stage(TransformConfig chosen, @Nullable String predicate, boolean negate) {
        @SuppressWarnings("unchecked") // Transforms work on records of sources and sinks alike.
        Transformation<R> transform = chosen.instance(Transformation.class, chosen.type(), EXPECTED_TRANSFORM);
        chosen.configure(transform, transform.config());
        return new TransformStage<>(
                chosen.name(), transform, predicate == null ? null : predicate(predicate), negate, chosen.options());
    }

    private Predicate<R> predicate(String name) {
        String type = PREDICATES + "." + name + ".type";
        if (!config.containsKey(type) || !names(PREDICATES).contains(name)) {
            throw new ConfigException(
                    "predicate " + name + ": expected it in the option predicates, with the option " + type);
        }
        TransformConfig chosen = TransformConfig.of("predicate", PREDICATES, name, config);
        @SuppressWarnings("unchecked") // Predicates work on records of sources and sinks alike.
        Predicate<R> predicate = chosen.instance(Predicate.class, chosen.type(), EXPECTED_PREDICATE);
        chosen.configure(predicate, predicate.config());
        return predicate;
    }

    private List<String> names(String option) {
        return Arrays.stream(config.getOrDefault(option, "").split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
