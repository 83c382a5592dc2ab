// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Checks what no single option can tell: how options fit together, and whether the server answers. */
final class ConfigCheck {
    private static final String VALUE_CONVERTER = "value.converter";
    private static final String JSON_CONVERTER = "org.apache.kafka.connect.json.JsonConverter";
    private static final List<String> OF_SUBSCRIPTION = List.of(
            SubscriptionOptions.TOPICS,
            SubscriptionOptions.TOPIC_QUERY,
            SubscriptionOptions.START_POSITIONS,
            SubscriptionOptions.SNAPSHOT,
            SubscriptionOptions.METADATA_TOPIC);
    private static final List<String> OF_QUERY = List.of(
            QueryOptions.TABLES,
            QueryOptions.MODE,
            QueryOptions.BEGIN_TIME,
            QueryOptions.END_TIME,
            QueryOptions.RESTRO);

    private final TdengineSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(TdengineSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        problems.checkVariables(
                RecordOptions.KAFKA_TOPIC,
                Template.parse(config.getString(RecordOptions.KAFKA_TOPIC)),
                List.of("database", "stable", "table", "topic"));
        problems.checkVariables(
                SubscriptionOptions.METADATA_TOPIC,
                Template.parse(config.getString(SubscriptionOptions.METADATA_TOPIC)),
                List.of("database", "topic"));
        Object converter = config.originals().get(VALUE_CONVERTER);
        if (EnumOption.parse(ValueFormat.class, config.getString(RecordOptions.VALUE_FORMAT)) == ValueFormat.JSON
                && JSON_CONVERTER.equals(converter)) {
            problems.add(
                    RecordOptions.VALUE_FORMAT,
                    "expected " + VALUE_CONVERTER + "=org.apache.kafka.connect.storage.StringConverter with json, since"
                            + " JsonConverter would put the text into quotes, found " + converter);
        }
        checkReadMode();
        SourceMode mode = SourceMode.of(config);
        mode.check(problems);
        TdengineOptions.checkTls(config, problems);
        ConnectionCheck.run(
                config, problems, TdengineOptions.URL, TdengineOptions.addresses(config), () -> connect(mode));
    }

    /** What says which rows are read, but of the other mode, must not be passed over in silence. */
    private void checkReadMode() {
        boolean query = config.readMode() == ReadMode.QUERY;
        for (String option : query ? OF_SUBSCRIPTION : OF_QUERY) {
            Object standard = TdengineSourceConfig.CONFIG_DEF.defaultValues().get(option);
            if (!Objects.equals(config.values().get(option), standard)) {
                problems.add(
                        option,
                        "expected none, since " + SelectionOptions.READ_MODE + " is "
                                + EnumOption.nameOf(config.readMode()) + "; use " + SelectionOptions.READ_MODE + "="
                                + EnumOption.nameOf(query ? ReadMode.SUBSCRIPTION : ReadMode.QUERY) + ", or remove it");
            }
        }
    }

    private void connect(SourceMode mode) throws OptionException, SQLException, InterruptedException {
        try {
            mode.checkServer();
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.AUTHENTICATION) {
                throw new OptionException(
                        TdengineOptions.PASSWORD,
                        "The server refuses user " + config.getString(TdengineOptions.USER) + ": " + e.getMessage());
            }
            throw e;
        }
    }
}
