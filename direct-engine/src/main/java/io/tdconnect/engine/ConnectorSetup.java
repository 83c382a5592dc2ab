// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.common.config.ConfigVariables;
import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.engine.errors.ErrorOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * A connector that was made from its configuration.
 *
 * @param side source or sink, for messages
 * @param config with the options that Connect adds
 */
record ConnectorSetup(String side, Connector connector, Map<String, String> config) {
    private static final String CLASS = "connector.class";
    private static final String NAME = "name";
    private static final String TASKS = "tasks.max";
    private static final String CHECK = "validate.connection";
    private static final String LINGER = "linger.ms";
    private static final String SHORT_LINGER = "5";

    /**
     * Makes a connector, neither checked nor started.
     *
     * @param contract SourceConnector or SinkConnector
     * @param problems receives what is wrong
     * @return null if it cannot be made
     */
    static @Nullable ConnectorSetup of(
            Class<? extends Connector> contract,
            String side,
            Map<String, String> configured,
            DirectTask task,
            List<String> problems) {
        ConfigVariables variables = ConfigVariables.replacedIn(configured);
        variables.problems().forEach((option, message) -> problems.add(side + ": " + option + ": " + message));
        Map<String, String> config = new HashMap<>(variables.config());
        config.putIfAbsent(NAME, task.name());
        config.putIfAbsent(TASKS, String.valueOf(task.tasks()));
        String wanted = config.get(CLASS);
        if (wanted == null) {
            problems.add(side + ": expected the option " + CLASS);
            return null;
        }
        try {
            return new ConnectorSetup(side, connector(contract, wanted), Map.copyOf(config));
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            problems.add(side + ": expected in " + CLASS + " the name of a " + contract.getSimpleName() + ", found "
                    + wanted + " (" + e + ")");
            return null;
        }
    }

    /** By the name of its class, with or without the package, as on a worker. */
    private static Connector connector(Class<? extends Connector> contract, String wanted)
            throws ReflectiveOperationException {
        if (wanted.indexOf('.') < 0) {
            for (Provider<? extends Connector> each :
                    ServiceLoader.load(contract).stream().toList()) {
                String name = each.type().getSimpleName();
                if (name.equals(wanted) || name.equals(wanted + "Connector")) {
                    return each.get();
                }
            }
        }
        return contract.cast(Class.forName(wanted).getDeclaredConstructor().newInstance());
    }

    /**
     * Checks the options, and the server unless {@code patient}.
     *
     * @param patient whether the server may be away now
     */
    void check(boolean patient, List<String> problems) {
        Map<String, String> checked = new HashMap<>(config);
        if (patient && connector.config().names().contains(CHECK)) {
            checked.put(CHECK, "false");
        }
        for (ConfigValue option : connector.validate(checked).configValues()) {
            option.errorMessages().forEach(message -> problems.add(side + ": " + option.name() + ": " + message));
        }
        List<String> errors = ErrorOptions.problems(config);
        errors.forEach(message -> problems.add(side + ": " + message));
        try {
            if (errors.isEmpty()) {
                Stages.of(this, new LongAdder()).close();
            }
        } catch (ConfigException e) {
            problems.add(side + ": " + e.getMessage());
        }
    }

    /**
     * A sink that lets records wait for others only briefly, unless the configuration says otherwise: a source that goes on
     * for ever may wait for acknowledgements, as MQTT does after twenty messages by Mosquitto's default.
     */
    ConnectorSetup withShortLinger() {
        if (!connector.config().names().contains(LINGER)) {
            return this;
        }
        Map<String, String> changed = new HashMap<>(config);
        changed.putIfAbsent(LINGER, SHORT_LINGER);
        return new ConnectorSetup(side, connector, Map.copyOf(changed));
    }

    /** Whether its tasks may have an end. */
    boolean mayEnd() {
        return SourceProgress.class.isAssignableFrom(connector.taskClass());
    }

    void start(ConnectorContext context) {
        connector.initialize(context);
        connector.start(new HashMap<>(config));
    }

    /** Configurations of its tasks, as a worker passes them. */
    List<Map<String, String>> taskConfigs(int tasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (Map<String, String> each : connector.taskConfigs(tasks)) {
            Map<String, String> config = new HashMap<>(each);
            config.putIfAbsent("task.class", connector.taskClass().getName());
            configs.add(config);
        }
        return configs;
    }

    <T extends Task> T task(Class<T> contract) {
        try {
            return contract.cast(connector.taskClass().getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new ConnectException("The " + side + " connector has no usable class of tasks: " + e, e);
        }
    }
}
