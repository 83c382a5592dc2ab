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
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.mode.SourceMode;
import io.tdconnect.tdengine.source.query.QueryOptions;
import io.tdconnect.tdengine.source.query.TimeOptions;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.server.TableOptions;
import io.tdconnect.tdengine.source.subscription.SubscriptionOptions;
import io.tdconnect.tdengine.source.topic.StartOptions;
import io.tdconnect.tdengine.source.topic.TopicOptions;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Checks how options fit together, and whether the server answers. */
final class ConfigCheck {
    private static final String VALUE_CONVERTER = "value.converter";
    private static final String JSON_CONVERTER = "org.apache.kafka.connect.json.JsonConverter";
    private static final List<String> OF_SUBSCRIPTION = List.of(
            TopicOptions.TOPICS,
            TopicOptions.TOPIC_QUERY,
            StartOptions.START_POSITIONS,
            StartOptions.SNAPSHOT,
            SubscriptionOptions.METADATA_TOPIC);
    private static final List<String> OF_QUERY = List.of(
            TableOptions.TABLES, QueryOptions.MODE, TimeOptions.BEGIN_TIME, TimeOptions.END_TIME, TimeOptions.RESTRO);

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
        if (RecordOptions.from(config).format() == RecordOptions.ValueFormat.JSON && JSON_CONVERTER.equals(converter)) {
            problems.add(
                    RecordOptions.VALUE_FORMAT,
                    "expected " + VALUE_CONVERTER + "=org.apache.kafka.connect.storage.StringConverter with json, since"
                            + " JsonConverter would put the text into quotes, found " + converter);
        }
        checkReadMode();
        checkExisting();
        SourceMode mode = config.mode();
        mode.check(problems);
        TdengineOptions.checkTls(config, problems);
        ConnectionCheck.run(
                config, problems, TdengineOptions.URL, TdengineOptions.addresses(config), () -> connect(mode));
    }

    /** Refuses options that select rows for the other mode, since they would be ignored. */
    private void checkReadMode() {
        SelectionOptions.ReadMode mode = SelectionOptions.from(config).readMode();
        boolean query = mode == SelectionOptions.ReadMode.QUERY;
        for (String option : query ? OF_SUBSCRIPTION : OF_QUERY) {
            Object standard = TdengineSourceConfig.CONFIG_DEF.defaultValues().get(option);
            boolean usedByBoth = option.equals(SubscriptionOptions.METADATA_TOPIC)
                    && config.getBoolean(SubscriptionOptions.METADATA_EXISTING);
            if (!usedByBoth && !Objects.equals(config.values().get(option), standard)) {
                problems.add(
                        option,
                        "expected none, since " + SelectionOptions.READ_MODE + " is "
                                + EnumOption.nameOf(mode) + "; use " + SelectionOptions.READ_MODE + "="
                                + EnumOption.nameOf(
                                        query
                                                ? SelectionOptions.ReadMode.SUBSCRIPTION
                                                : SelectionOptions.ReadMode.QUERY)
                                + ", or remove it");
            }
        }
    }

    private void checkExisting() {
        if (config.getBoolean(SubscriptionOptions.METADATA_EXISTING)) {
            if (config.getString(SubscriptionOptions.METADATA_TOPIC).isBlank()) {
                problems.add(
                        SubscriptionOptions.METADATA_TOPIC,
                        "expected a topic, since " + SubscriptionOptions.METADATA_EXISTING + " is true, found none");
            }
            if (config.getString(SelectionOptions.DATABASE).isBlank()) {
                problems.add(
                        SelectionOptions.DATABASE,
                        "expected a database, since " + SubscriptionOptions.METADATA_EXISTING + " is true, found none");
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
