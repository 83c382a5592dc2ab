// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.config.Validators;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Names that Kafka accepts for topics. */
final class TopicNames {
    private static final String NAME = "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}";
    private static final Pattern PATTERN = Pattern.compile(NAME);

    private TopicNames() {}

    static boolean isValid(String name) {
        return PATTERN.matcher(name).matches();
    }

    static Validator validator() {
        return Validators.pattern(NAME, "name of a topic: up to 249 letters, digits, dots, - and _");
    }
}
