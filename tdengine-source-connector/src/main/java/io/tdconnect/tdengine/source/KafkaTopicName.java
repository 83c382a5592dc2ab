// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;

/** Names of Kafka topics from templates. */
final class KafkaTopicName {
    private static final int LONGEST = 249;

    private KafkaTopicName() {}

    /** The name that a template gives, with underscores in place of characters that Kafka does not allow. */
    static String of(Template template, Variables variables) {
        String name = template.render(variables).replaceAll("[^A-Za-z0-9._-]", "_");
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return "_";
        }
        return name.substring(0, Math.min(name.length(), LONGEST));
    }
}
