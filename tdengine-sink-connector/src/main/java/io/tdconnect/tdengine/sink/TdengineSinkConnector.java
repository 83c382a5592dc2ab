// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.sink.config.CompatibilityOptions;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RowRouting;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TopicOptions;
import io.tdconnect.tdengine.sink.config.WritingOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sink connector that writes records as rows to TDengine. */
public final class TdengineSinkConnector extends SinkConnector {
    private static final Logger log = LoggerFactory.getLogger(TdengineSinkConnector.class);

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public ConfigDef config() {
        return TdengineSinkConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TdengineSinkTask.class;
    }

    @Override
    public void start(Map<String, String> configured) {
        properties = Map.copyOf(configured);
        CompatibilityOptions.warnings(configured).forEach(log::warn);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks).mapToObj(this::ofTask).toList();
    }

    private Map<String, String> ofTask(int number) {
        Map<String, String> config = new HashMap<>(properties);
        config.put(TdengineSinkTask.TASK, String.valueOf(number));
        return config;
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        ConfigProblems problems = ConfigProblems.of(super.validate(CompatibilityOptions.translate(configured)));
        UnknownOptions.check(configured, config(), problems, TopicOptions.PREFIX);
        CompatibilityOptions.check(configured, problems);
        TopicOptions.check(configured, problems::add);
        if (problems.none()) {
            TdengineSinkConfig config = new TdengineSinkConfig(configured);
            RowRouting preset = RoutingOptions.routing(config);
            if (preset.timestampIsTag()) {
                problems.add(RoutingOptions.TAGS, "The primary timestamp cannot be a tag");
            }
            TopicOptions.checkTimestamps(config, preset, problems::add);
            WritingOptions.check(config, problems::add);
            TdengineOptions.checkTls(config, problems);
            ConnectionCheck.run(
                    config, problems, TdengineOptions.URL, TdengineOptions.addresses(config), () -> tryOut(config));
        }
        return problems.config();
    }

    private static void tryOut(TdengineSinkConfig config) throws OptionException, SQLException {
        try (Connection connection = TdengineConnections.from(config).open()) {
            checkDatabase(config, connection);
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

    private static void checkDatabase(TdengineSinkConfig config, Connection connection)
            throws OptionException, SQLException {
        String database = config.getString(RoutingOptions.DATABASE);
        boolean ofRecord =
                database != null && !Template.parse(database).variables().isEmpty();
        if (database == null || ofRecord || config.getBoolean(TableOptions.CREATE_DATABASE)) {
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
