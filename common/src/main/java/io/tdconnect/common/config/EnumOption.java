// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Translates between enum constants and their spelling in a configuration, which is lower case with dashes. */
public final class EnumOption {
    private EnumOption() {}

    /**
     * The constant of a configured value; case does not matter.
     *
     * @throws IllegalArgumentException if no constant has this name; the message lists the valid ones
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (nameOf(constant).equalsIgnoreCase(text.trim())) {
                return constant;
            }
        }
        throw new IllegalArgumentException("expected one of " + String.join(", ", names(type)) + ", found " + text);
    }

    /** The spelling of a constant in a configuration: {@code DEAD_LETTER_TOPIC} is {@code dead-letter-topic}. */
    public static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumOption::nameOf).toList();
    }
}
