// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** The configuration of a form that may be incomplete: only the options that exploring needs are read. */
public final class FormConfig {
    private FormConfig() {}

    /**
     * Reads the options of a definition; others are ignored, and so are empty values.
     *
     * @throws ExploreException on the first option that is missing or has an unfit value
     */
    public static AbstractConfig read(ConfigDef definition, Map<String, String> config) throws ExploreException {
        return new AbstractConfig(definition, complete(definition, config, Map.of()), Map.of(), false);
    }

    /**
     * The options of a definition that a form has filled in, for a configuration that has further options.
     *
     * @param instead values of required options that exploring does not need, if the form has none
     * @throws ExploreException on the first option that is missing or has an unfit value
     */
    public static Map<String, String> complete(
            ConfigDef definition, Map<String, String> config, Map<String, String> instead) throws ExploreException {
        Map<String, String> filled = filled(config);
        filled.keySet().retainAll(definition.names());
        instead.forEach(filled::putIfAbsent);
        check(definition, filled);
        return filled;
    }

    private static Map<String, String> filled(Map<String, String> config) {
        Map<String, String> filled = new HashMap<>();
        config.forEach((option, value) -> {
            if (value != null && !value.isEmpty()) {
                filled.put(option, value);
            }
        });
        return filled;
    }

    private static void check(ConfigDef definition, Map<String, String> config) throws ExploreException {
        Map<String, ConfigValue> values = definition.validateAll(config);
        for (String option : definition.configKeys().keySet()) {
            ConfigValue value = values.get(option);
            if (value != null && !value.errorMessages().isEmpty()) {
                throw new ExploreException(option, value.errorMessages().get(0), null);
            }
        }
    }
}
