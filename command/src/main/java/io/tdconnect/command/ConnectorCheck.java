// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.common.config.ConfigVariables;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.taosx.MappedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;

/** Validates the configuration of a connector by its class, as a Connect worker does. */
final class ConnectorCheck {
    private static final String CLASS = "connector.class";
    private static final String PATIENCE_MILLIS = "30000";

    private ConnectorCheck() {}

    /**
     * A problem.
     *
     * @param option that has to change
     * @param message what was expected and found
     */
    record Problem(String option, String message) {
        String text() {
            return option + ": " + message;
        }

        /** With the place in the DSN that sets the option, if there is one. */
        String text(Map<String, String> places) {
            String place = places.get(option);
            return place == null ? text() : place + " (" + option + "): " + message;
        }
    }

    /** The problems of both sides that need no server to be found. */
    static List<String> problemsOfOptions(MappedTask mapped) {
        List<String> problems = new ArrayList<>();
        offline(mapped.source())
                .forEach(problem -> problems.add(problem.text(mapped.hints().sourcePlaces())));
        offline(mapped.sink())
                .forEach(problem -> problems.add(problem.text(mapped.hints().sinkPlaces())));
        return problems;
    }

    /** With more time for the try on the server: this process has just started, and loads its classes meanwhile. */
    static Map<String, String> patient(Map<String, String> config) {
        Map<String, String> changed = new HashMap<>(config);
        changed.putIfAbsent(ConnectionCheck.TIMEOUT, PATIENCE_MILLIS);
        return changed;
    }

    private static List<Problem> offline(Map<String, String> config) {
        Map<String, String> changed = new HashMap<>(config);
        changed.put(ConnectionCheck.VALIDATE, "false");
        return problems(changed);
    }

    /** All problems, including those that the connector finds on the server unless its options turn that off. */
    static List<Problem> problems(Map<String, String> config) {
        ConfigVariables variables = ConfigVariables.replacedIn(config);
        List<Problem> problems = new ArrayList<>();
        variables.problems().forEach((option, message) -> problems.add(new Problem(option, message)));
        if (!problems.isEmpty()) {
            return problems;
        }
        Map<String, String> named = new HashMap<>(variables.config());
        named.putIfAbsent("name", "check");
        for (ConfigValue value : connector(config).validate(named).configValues()) {
            value.errorMessages().forEach(message -> problems.add(new Problem(value.name(), message)));
        }
        return problems;
    }

    /** A new connector of the class that the configuration names. */
    static Connector connector(Map<String, String> config) {
        String type = config.getOrDefault(CLASS, "");
        try {
            return Class.forName(type)
                    .asSubclass(Connector.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException("Expected a connector of the class " + type + " among the libraries", e);
        }
    }
}
