// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import io.tdconnect.common.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** Collects the problems of a configuration: those of the option validators, and those that {@code Connector.validate} adds. */
public final class ConfigProblems {
    private final List<ConfigValue> values;
    private final Map<String, ConfigValue> byOption = new HashMap<>();

    private ConfigProblems(List<ConfigValue> values) {
        this.values = values;
        values.forEach(value -> byOption.putIfAbsent(value.name(), value));
    }

    /** The problems that the validators of single options found. */
    public static ConfigProblems of(Config config) {
        return new ConfigProblems(new ArrayList<>(config.configValues()));
    }

    /** Whether no problem is known so far. */
    public boolean none() {
        return values.stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    /** Reports a problem on the option that has to change. */
    public void add(String option, String message) {
        ConfigValue value = byOption.get(option);
        if (value == null) {
            value = new ConfigValue(option);
            values.add(value);
            byOption.put(option, value);
        }
        value.addErrorMessage(message);
    }

    /** Reports an option whose template has variables other than the allowed ones. */
    public void checkVariables(String option, Template template, Collection<String> allowed) {
        if (!allowed.containsAll(template.variables())) {
            add(option, "expected no variables but " + allowed + ", found " + template.variables());
        }
    }

    /**
     * Runs a check on its own thread if no problem is known so far, and reports its failure.
     *
     * @param limit how long the check may take before it is interrupted and reported as failed
     * @param fallbackOption the option on which failures are reported that are not an {@link OptionException}
     * @param waitingFor what the check is waiting for; named in the message when the limit has passed
     */
    void liveCheck(Duration limit, String fallbackOption, Supplier<String> waitingFor, LiveCheck check) {
        if (!none()) {
            return;
        }
        FutureTask<Void> task = new FutureTask<>(() -> {
            check.run();
            return null;
        });
        Thread thread = new Thread(task, "tdconnect-live-check");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            report(e.getCause() == null ? e : e.getCause(), fallbackOption);
        } catch (TimeoutException e) {
            add(
                    fallbackOption,
                    "The connection check failed: " + waitingFor.get() + " within " + seconds(limit) + " s ("
                            + ConnectionCheck.TIMEOUT + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            add(fallbackOption, "The connection check was interrupted");
        } finally {
            task.cancel(true);
        }
    }

    /** The values of all options with their problems, as {@code Connector.validate} returns them. */
    public Config config() {
        return new Config(values);
    }

    private void report(Throwable failure, String fallbackOption) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        add(failure instanceof OptionException problem ? problem.option() : fallbackOption, message);
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0
                ? String.valueOf(limit.toSeconds())
                : String.valueOf(limit.toMillis() / 1000.0);
    }
}
