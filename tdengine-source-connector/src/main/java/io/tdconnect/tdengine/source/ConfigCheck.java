// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.Choices;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionProblem;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Checks what no single option can tell: how options fit together, and whether the server answers. */
final class ConfigCheck {
    private static final String VALUE_CONVERTER = "value.converter";
    private static final String JSON_CONVERTER = "org.apache.kafka.connect.json.JsonConverter";
    private static final Set<String> VARIABLES = Set.of("database", "stable", "table", "topic");

    private final TdengineSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(TdengineSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        Set<String> variables =
                Template.parse(config.getString(RecordOptions.KAFKA_TOPIC)).variables();
        if (!VARIABLES.containsAll(variables)) {
            problems.add(
                    RecordOptions.KAFKA_TOPIC,
                    "expected no variables but {database}, {stable}, {table} and {topic}, found " + variables);
        }
        Object converter = config.originals().get(VALUE_CONVERTER);
        if (Choices.parse(ValueFormat.class, config.getString(RecordOptions.VALUE_FORMAT)) == ValueFormat.JSON
                && JSON_CONVERTER.equals(converter)) {
            problems.add(
                    RecordOptions.VALUE_FORMAT,
                    "expected " + VALUE_CONVERTER + "=org.apache.kafka.connect.storage.StringConverter with json, since"
                            + " JsonConverter would put the text into quotes, found " + converter);
        }
        SourceMode mode = SourceMode.of(config);
        mode.check(problems);
        ConnectionCheck.run(config, problems, TdengineOptions.URL, () -> connect(mode));
    }

    private void connect(SourceMode mode) throws OptionProblem, SQLException {
        try (Connection connection = TdengineOptions.from(config).open()) {
            mode.check(connection);
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.AUTHENTICATION) {
                throw new OptionProblem(
                        TdengineOptions.PASSWORD,
                        "The server refuses user " + config.getString(TdengineOptions.USER) + ": " + e.getMessage());
            }
            throw e;
        }
    }
}
