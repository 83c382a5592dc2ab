// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ConfigDef} group by group; numbers the options and fills in display names and widths.
 *
 * <p>Methods such as {@link #validator} change the option added last.
 */
public final class Options {
    private final List<Option> options = new ArrayList<>();
    private String group = "General";

    /** Starts a group: options that are added afterwards belong to it. */
    public Options group(String name) {
        group = name;
        return this;
    }

    /** Adds a required option; its importance is HIGH. */
    public Options required(String name, Type type, String doc) {
        return add(new Option(group, name, type, ConfigDef.NO_DEFAULT_VALUE, doc, Importance.HIGH));
    }

    /** Adds an option with a default, which may be null; its importance is MEDIUM. */
    public Options optional(String name, Type type, @Nullable Object defaultValue, String doc) {
        return add(new Option(group, name, type, defaultValue, doc, Importance.MEDIUM));
    }

    /** Adds an option whose values are the constants of an enum, spelled as {@link EnumOption} does. */
    public <E extends Enum<E>> Options choice(String name, E defaultValue, String doc) {
        return choice(name, EnumSet.allOf(defaultValue.getDeclaringClass()), defaultValue, doc);
    }

    /** Adds an option whose values are some constants of an enum. */
    public <E extends Enum<E>> Options choice(String name, EnumSet<E> values, E defaultValue, String doc) {
        return optional(name, Type.STRING, EnumOption.nameOf(defaultValue), doc)
                .validator(Validators.oneOf(values))
                .recommender(
                        new FixedValues(values.stream().map(EnumOption::nameOf).toList()));
    }

    /** Adds options that several plugins share; the group is then the same as before. */
    public Options add(Consumer<Options> fragment) {
        String before = group;
        fragment.accept(this);
        group = before;
        return this;
    }

    /** Sets the validator of the last option. */
    public Options validator(Validator validator) {
        last().validator = validator;
        return this;
    }

    /** Sets the importance of the last option. */
    public Options importance(Importance importance) {
        last().importance = importance;
        return this;
    }

    /** Sets what proposes values for the last option. */
    public Options recommender(Recommender recommender) {
        last().recommender = recommender;
        return this;
    }

    /** Sets the width of an input field for the last option. */
    public Options width(Width width) {
        last().width = width;
        return this;
    }

    /** Sets which options depend on the last option. */
    public Options dependents(String... names) {
        last().dependents = List.of(names);
        return this;
    }

    /** The definition of all options added so far. */
    public ConfigDef build() {
        ConfigDef definition = new ConfigDef();
        Map<String, Integer> orders = new HashMap<>();
        for (Option option : options) {
            option.defineIn(definition, orders.merge(option.group, 1, Integer::sum));
        }
        return definition;
    }

    private Options add(Option option) {
        options.add(option);
        return this;
    }

    private Option last() {
        return options.get(options.size() - 1);
    }

    private static final class Option {
        final String group;
        final String name;
        final Type type;
        final @Nullable Object defaultValue;
        final String doc;
        Importance importance;
        Width width;
        List<String> dependents = List.of();

        @Nullable
        Validator validator;

        @Nullable
        Recommender recommender;

        Option(String group, String name, Type type, @Nullable Object defaultValue, String doc, Importance importance) {
            this.group = group;
            this.name = name;
            this.type = type;
            this.defaultValue = defaultValue;
            this.doc = doc;
            this.importance = importance;
            this.width = usualWidth(type);
        }

        void defineIn(ConfigDef definition, int order) {
            String display = displayName(name);
            definition.define(
                    name,
                    type,
                    defaultValue,
                    validator,
                    importance,
                    doc,
                    group,
                    order,
                    width,
                    display,
                    dependents,
                    recommender);
        }

        private static Width usualWidth(Type type) {
            return switch (type) {
                case BOOLEAN, SHORT, INT, LONG, DOUBLE -> Width.SHORT;
                case STRING, PASSWORD, CLASS -> Width.MEDIUM;
                case LIST -> Width.LONG;
            };
        }

        private static String displayName(String name) {
            String words = name.replace('.', ' ').replace('-', ' ');
            return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        }
    }

    private record FixedValues(List<String> values) implements Recommender {
        @Override
        public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
            return List.copyOf(values);
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsedConfig) {
            return true;
        }
    }
}
