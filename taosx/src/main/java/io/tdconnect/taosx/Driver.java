// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Origin;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A kind of source or target in DSNs.
 *
 * @param title for the reference
 * @param schemes driver, or driver and protocol
 * @param connector class of the connector; null for a driver without one, and {@code instead} says what is nearest
 * @param address how hosts, login and object become options, for the reference
 * @param parameters what is known
 * @param required names of parameters without which there is no task
 * @param before sets options of hosts, login and object
 * @param after completes the configuration
 * @param instead what can be used in place of a driver without connector
 * @param origin how the DSN is found again in a configuration
 */
record Driver(
        String title,
        List<String> schemes,
        @Nullable String connector,
        String address,
        List<Parameter> parameters,
        Set<String> required,
        Step before,
        Step after,
        String instead,
        Origin origin) {
    /** A step of the mapping. */
    @FunctionalInterface
    interface Step {
        /** Changes the configuration. */
        void apply(Draft draft);
    }

    /** A driver with a connector. */
    static Driver of(String title, List<String> schemes, String connector, String address, List<Parameter> parameters) {
        return new Driver(
                title, schemes, connector, address, parameters, Set.of(), draft -> {}, draft -> {}, "", Origin.NONE);
    }

    /** The same with these required parameters. */
    Driver requires(String... names) {
        return new Driver(
                title, schemes, connector, address, parameters, Set.of(names), before, after, instead, origin);
    }

    /** The same with these steps. */
    Driver steps(Step first, Step last) {
        return new Driver(title, schemes, connector, address, parameters, required, first, last, instead, origin);
    }

    /** The same with the way back to its DSN. */
    Driver from(Origin way) {
        return new Driver(title, schemes, connector, address, parameters, required, before, after, instead, way);
    }

    /** A driver that is known, but has no connector. */
    static Driver without(String title, List<String> schemes, List<Parameter> parameters, String instead) {
        return new Driver(
                title, schemes, null, "", parameters, Set.of(), draft -> {}, draft -> {}, instead, Origin.NONE);
    }

    /** Fills the configuration from the DSN. */
    void map(Draft draft) {
        if (connector == null) {
            draft.problem("driver", "a driver with a connector", draft.dsn().scheme(), instead);
            return;
        }
        draft.set("connector.class", connector);
        before.apply(draft);
        draft.apply(parameters);
        for (String name : new TreeSet<>(required)) {
            boolean given = draft.dsn().parameters().stream()
                    .anyMatch(parameter -> parameter.name().equals(name)
                            && parameter.value() != null
                            && !parameter.value().isBlank());
            if (!given && !isGivenAsOption(name, draft)) {
                draft.problem("parameters", name + "=…", "none", null);
            }
        }
        after.apply(draft);
    }

    private boolean isGivenAsOption(String name, Draft draft) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .anyMatch(parameter -> parameter.options().stream().anyMatch(draft::hasOrIsGiven));
    }
}
