// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What happens to bad messages.
 *
 * @param deadLetterTopic with {@link Policy#DEAD_LETTER}
 */
public record ErrorOptions(Policy policy, String deadLetterTopic) {
    static final String POLICY = "errors.policy";
    public static final String DEAD_LETTER_TOPIC = "errors.dead.letter.topic";

    /** Values of {@link #POLICY}. */
    public enum Policy {
        DEAD_LETTER,
        SKIP,
        FAIL
    }

    public static void addTo(Options options) {
        options.group("Errors")
                .choice(
                        POLICY,
                        Policy.DEAD_LETTER,
                        "What happens to a bad message, one that cannot be parsed or mapped: `dead-letter` writes it"
                                + " unchanged to `errors.dead.letter.topic`; `skip` counts it; `fail` ends the process. No row"
                                + " of a bad message is written.")
                .optional(
                        DEAD_LETTER_TOPIC,
                        Type.STRING,
                        null,
                        "Topic of bad messages, with the headers `td.error.*` and `__connect.errors.*` of the dead letters of"
                                + " a sink. Unset for the application id and `.dead-letters`.")
                .validator(OutputOptions.TOPIC_NAME);
    }

    public static ErrorOptions from(AbstractConfig config, DeliveryOptions delivery) {
        String topic = config.getString(DEAD_LETTER_TOPIC);
        return new ErrorOptions(
                EnumOption.parse(Policy.class, config.getString(POLICY)),
                topic == null ? delivery.applicationId() + ".dead-letters" : topic);
    }

    /** Whether bad messages are written to the topic. */
    public boolean writesDeadLetters() {
        return policy == Policy.DEAD_LETTER;
    }
}
