// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tdconnect.common.PluginVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

/** Rules for every connector of the suite; each extends this with its class and an example. */
public abstract class ConnectorContractTest {
    private static final int[] TASK_LIMITS = {1, 2, 3, 7, 100};

    /** A new connector, neither initialized nor started. */
    protected abstract Connector connector();

    /** A valid configuration; its server need not exist. */
    protected abstract Map<String, String> example();

    /** Name of the plugin, such as {@code mqtt-source}: the page is {@code docs/reference/<name>.md}. */
    protected abstract String pluginName();

    /** Task configs of the example; to be overridden by a connector that needs its server for them. */
    protected List<Map<String, String>> taskConfigs(int maxTasks) {
        Connector connector = connector();
        connector.initialize(new ContractContext());
        connector.start(example());
        try {
            return connector.taskConfigs(maxTasks);
        } finally {
            connector.stop();
        }
    }

    /** Throws if the task cannot be started with this config; parses it as the connector's by default. */
    protected void acceptTaskConfig(Map<String, String> taskConfig) {
        connector().config().parse(taskConfig);
    }

    /** The items of a source's task, such as topic filters, which must be split without loss or overlap. */
    protected List<String> items(Map<String, String> taskConfig) {
        return List.of();
    }

    /** The folder with {@code META-INF/services}. */
    protected ClassLoader resources() {
        return Objects.requireNonNull(connector().getClass().getClassLoader());
    }

    /** Root of the repository. */
    protected Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("tdconnect.root"), "system property tdconnect.root"));
    }

    /** The version is that of the jar. */
    @Test
    public void hasTheVersionOfItsJar() {
        assertThat(connector().version())
                .isNotBlank()
                .isEqualTo(PluginVersion.of(connector().getClass()));
    }

    /** Every option has everything that users and user interfaces need. */
    @Test
    public void optionsFollowTheRules() {
        assertThat(OptionRules.problems(connector().config())).isEmpty();
    }

    /** Validating an empty configuration gives problems, not an exception. */
    @Test
    public void validatesAnEmptyConfigWithoutException() {
        assertThatCode(() -> connector().validate(new HashMap<>())).doesNotThrowAnyException();
        assertThatCode(() -> connector().validate(Map.of())).doesNotThrowAnyException();
    }

    /** Validating nonsense gives problems, not an exception. */
    @Test
    public void validatesNonsenseWithoutException() {
        Map<String, String> nonsense = OptionRules.nonsense(connector().config());

        assertThatCode(() -> connector().validate(nonsense)).doesNotThrowAnyException();
    }

    /** The example is valid, apart from the server. */
    @Test
    public void acceptsItsExample() {
        Map<String, String> config = new HashMap<>(example());
        if (connector().config().names().contains("validate.connection")) {
            config.put("validate.connection", "false");
        }

        assertThat(connector().validate(config).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .extracting(ConfigValue::errorMessages)
                .isEmpty();
    }

    /** Connect finds the connector by its services file, and can create it. */
    @Test
    public void isListedAsService() throws IOException, NoSuchMethodException {
        Connector connector = connector();
        Class<?> service = connector instanceof SourceConnector ? SourceConnector.class : SinkConnector.class;

        assertThat(ServicesFile.classNames(resources(), service))
                .containsOnlyOnce(connector.getClass().getName());
        assertThat(connector.getClass().getConstructor()).isNotNull();
    }

    /** There are never more tasks than allowed, at least one, and each is accepted. */
    @Test
    public void taskConfigsAreWithinTheLimitAndAccepted() {
        for (int limit : TASK_LIMITS) {
            List<Map<String, String>> configs = taskConfigs(limit);

            assertThat(configs).as("tasks.max=%d", limit).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
            assertThat(configs).allSatisfy(this::acceptTaskConfig);
        }
    }

    /** The same configuration gives the same tasks. */
    @Test
    public void taskConfigsAreStable() {
        assertThat(taskConfigs(3)).isEqualTo(taskConfigs(3));
    }

    /** Any number of tasks covers the same items, each once. */
    @Test
    public void taskConfigsAreComplete() {
        List<String> all = itemsOfTasks(1);
        assertThat(all).doesNotHaveDuplicates();
        for (int limit : TASK_LIMITS) {
            assertThat(itemsOfTasks(limit)).as("tasks.max=%d", limit).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    /** A connector that failed to start is stopped too. */
    @Test
    public void stopsWithoutStart() {
        assertThatCode(() -> connector().stop()).doesNotThrowAnyException();
    }

    /** The generated page is up to date. */
    @Test
    public void referencePageIsUpToDate() throws IOException {
        Class<?> type = connector().getClass();
        ConfigDef definition = connector().config();
        String section = ConfigReference.section(type.getSimpleName(), List.of(type.getName()), definition);

        new ReferencePage(root(), pluginName()).check(section, ReferencePage.updateRequested());
    }

    private List<String> itemsOfTasks(int limit) {
        List<String> items = new ArrayList<>();
        taskConfigs(limit).forEach(config -> items.addAll(items(config)));
        return items;
    }
}
