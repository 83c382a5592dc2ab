// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TopicOptions;
import io.tdconnect.tdengine.sink.config.WritingOptions;
import java.sql.Connection;
import java.sql.SQLException;

/** Checks what no single option shows: how options fit together, and whether the server answers. */
final class ConfigCheck {
    private final TdengineSinkConfig config;
    private final ConfigProblems problems;

    ConfigCheck(TdengineSinkConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        TopicOptions topics = TopicOptions.from(config);
        if (topics.preset().timestampIsTag()) {
            problems.add(RoutingOptions.TAGS, "The primary timestamp cannot be a tag");
        }
        topics.checkTimestamps(config, problems::add);
        WritingOptions.from(config).check(problems::add);
        TdengineOptions.checkTls(config, problems);
        ConnectionCheck.run(config, problems, TdengineOptions.URL, TdengineOptions.addresses(config), this::connect);
    }

    private void connect() throws OptionException, SQLException {
        try (Connection connection = TdengineConnections.from(config).open()) {
            checkDatabase(connection);
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.AUTHENTICATION) {
                throw new OptionException(
                        TdengineOptions.PASSWORD, "TDengine refuses this user with this password: " + e.getMessage());
            }
            if (TdengineErrors.code(e) == TdengineErrors.GATEWAY_TOO_OLD) {
                throw new OptionException(
                        TdengineOptions.URL,
                        "The gateway is older than the JDBC driver accepts: update taosAdapter (TDengine 3.3.6.0 or newer): "
                                + e.getMessage());
            }
            throw e;
        }
    }

    private void checkDatabase(Connection connection) throws OptionException, SQLException {
        String database = config.getString(RoutingOptions.DATABASE);
        boolean ofRecord =
                database != null && !Template.parse(database).variables().isEmpty();
        if (database == null || ofRecord || TableOptions.from(config).create().database()) {
            return;
        }
        try {
            TableMetadata.precision(connection, database);
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.DATABASE_MISSING) {
                throw new OptionException(
                        RoutingOptions.DATABASE,
                        "Database " + database + " does not exist; create it, or set " + TableOptions.CREATE_DATABASE
                                + "=true");
            }
            throw e;
        }
    }
}
