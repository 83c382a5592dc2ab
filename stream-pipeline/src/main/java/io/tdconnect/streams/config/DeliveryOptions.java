// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * The consumer group of a pipeline and how often it writes a row.
 *
 * @param applicationId name of the group
 * @param guarantee as Kafka Streams spells it
 */
public record DeliveryOptions(String applicationId, String guarantee) {
    public static final String APPLICATION_ID = "application.id";
    public static final String PROCESSING_GUARANTEE = "processing.guarantee";
    public static final String EXACTLY_ONCE = "exactly_once_v2";

    public static void addTo(Options options) {
        options.group("Delivery")
                .optional(
                        APPLICATION_ID,
                        Type.STRING,
                        null,
                        "Name of the consumer group, and prefix of internal topics; all copies of a pipeline have the same."
                                + " Unset for `tdconnect-` and the name of the pipeline.")
                .validator(Validators.pattern("[a-zA-Z0-9._-]{1,180}", "letters, digits, dots, - and _"))
                .optional(
                        PROCESSING_GUARANTEE,
                        Type.STRING,
                        "at_least_once",
                        "`at_least_once`: after a crash some rows are written twice, and the TDengine sink overwrites them"
                                + " with the same. `exactly_once_v2`: transactions; readers of the rows need"
                                + " `isolation.level=read_committed`.")
                .validator(ValidString.in("at_least_once", EXACTLY_ONCE));
    }

    /**
     * The options of a configuration.
     *
     * @param pipeline its name
     */
    public static DeliveryOptions from(AbstractConfig config, String pipeline) {
        String id = config.getString(APPLICATION_ID);
        return new DeliveryOptions(id == null ? "tdconnect-" + pipeline : id, config.getString(PROCESSING_GUARANTEE));
    }
}
