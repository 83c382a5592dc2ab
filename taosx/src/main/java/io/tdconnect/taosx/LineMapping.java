// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.common.time.DurationText;
import io.tdconnect.taosx.dsn.Dsn;
import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Converts the configurations of two connectors to a line of {@code tdconnect run}: the way back of {@link TaskMapping}, by the
 * same drivers and parameters. What no parameter says stands beside the DSNs as an option of its connector.
 */
public final class LineMapping {
    private static final String CLASS = "connector.class";
    private static final String TASKS = "tasks.max";
    private static final String TOPICS = "topics";
    private static final String TOPICS_PATTERN = "topics.regex";
    private static final String TRANSFORMS = "transforms";
    private static final String CONVERTER = "value.converter";
    private static final String FAILED_RECORDS = "errors.deadletterqueue.topic.name";
    /** Stands for the topic of the rows, whatever it is called. */
    private static final String SAME_TOPIC = "rows";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Options of the worker and of its connections to Kafka. */
    private static final Pattern OF_CLUSTER =
            Pattern.compile("name|topics(\\.regex)?|_.*|(key|value|header)\\.converter.*"
                    + "|(consumer|producer|admin)\\.override\\..*|topic\\.creation\\..*|errors\\.(deadletterqueue|log)\\..*"
                    + "|config\\.action\\.reload|exactly\\.once\\.support|transaction\\.boundary.*|offsets\\.storage\\.topic"
                    + "|tasks\\.max\\.enforce");

    private LineMapping() {}

    /**
     * The line that does what a source and a sink do.
     *
     * @param name of the task
     * @param source configuration as Connect has it; secrets should be references such as {@code ${env:NAME}}
     * @param sink configuration as Connect has it
     */
    public static RunLine of(String name, Map<String, String> source, Map<String, String> sink) {
        Findings findings = new Findings();
        Optional<Driver> from = driver("source", Drivers.SOURCES, source, findings);
        Optional<Driver> to = driver("sink", Drivers.TARGETS, sink, findings);
        if (from.isEmpty() || to.isEmpty()) {
            return new RunLine(null, null, List.of(), findings.problems());
        }
        Map<String, String> wanted = ofSource(source);
        Map<String, String> wantedSink = ofSide(sink);
        int jobs = jobs(source, sink);
        Dsn fromDsn = dsn("from", from.get(), wanted, List.of());
        Dsn toDsn = dsn("to", to.get(), wantedSink, failures(name, sink));
        try {
            TaosxTask task = task(fromDsn, toDsn.text(), jobs, wanted, wantedSink);
            notes(source, sink, findings);
            return new RunLine(task, NAME.matcher(name).matches() ? name : null, findings.notes(), List.of());
        } catch (TaosxException e) {
            return new RunLine(null, null, List.of(), e.problems());
        }
    }

    private static Optional<Driver> driver(
            String side, List<Driver> drivers, Map<String, String> config, Findings findings) {
        String type = config.getOrDefault(CLASS, "");
        List<Driver> found = drivers.stream()
                .filter(driver -> isOf(type, driver.connector()))
                .toList();
        if (found.isEmpty()) {
            findings.problem(
                    side + ": " + CLASS,
                    "a connector with a driver for DSNs: "
                            + drivers.stream()
                                    .map(Driver::connector)
                                    .filter(connector -> connector != null)
                                    .map(LineMapping::shortName)
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                    type.isEmpty() ? "none" : type,
                    null);
            return Optional.empty();
        }
        boolean byQueries = "query".equals(config.get("read.mode"));
        return found.size() == 1
                ? Optional.of(found.get(0))
                : found.stream()
                        .filter(driver -> byQueries == driver.schemes().equals(TdengineSources.QUERY.schemes()))
                        .findFirst();
    }

    private static boolean isOf(String type, @Nullable String connector) {
        return connector != null && (type.equals(connector) || type.equals(shortName(connector))) && !type.isEmpty();
    }

    private static String shortName(String connector) {
        return connector.substring(connector.lastIndexOf('.') + 1);
    }

    /** The options of a source that a line has to say; its topic may have any name. */
    private static Map<String, String> ofSource(Map<String, String> config) {
        Map<String, String> wanted = ofSide(config);
        // Those of a sink are the cluster's.
        for (String own : List.of(TOPICS, TOPICS_PATTERN)) {
            if (!config.getOrDefault(own, "").isEmpty()) {
                wanted.put(own, config.get(own));
            }
        }
        wanted.replace(Topics.OF_METADATA, Topics.of(config), SAME_TOPIC);
        Topics.OPTIONS.forEach(wanted::remove);
        return wanted;
    }

    private static Map<String, String> ofSide(Map<String, String> config) {
        Map<String, String> wanted = new TreeMap<>(config);
        wanted.keySet().removeIf(option -> OF_CLUSTER.matcher(option).matches());
        wanted.values().removeIf(String::isEmpty);
        wanted.remove(CLASS);
        return wanted;
    }

    private static int jobs(Map<String, String> source, Map<String, String> sink) {
        String tasks = source.getOrDefault(TASKS, "1");
        boolean same = tasks.equals(sink.getOrDefault(TASKS, "1")) && tasks.matches("[1-9][0-9]{0,5}");
        return same && !tasks.equals("1") ? Integer.parseInt(tasks) : 0;
    }

    private static List<DsnParameter> failures(String name, Map<String, String> sink) {
        boolean kept = "all".equals(sink.get("errors.tolerance")) && sink.containsKey(FAILED_RECORDS);
        String file = name.replaceAll("[^\\w.-]+", "-") + "-failures.jsonl";
        return kept ? List.of(new DsnParameter(TdengineTarget.FAILURES, file, 0)) : List.of();
    }

    private static Dsn dsn(String side, Driver driver, Map<String, String> config, List<DsnParameter> more) {
        Origin origin = driver.origin();
        String[] scheme = origin.scheme().apply(config).split("\\+", 2);
        List<DsnParameter> parameters = new ArrayList<>();
        Dsn dsn = new Dsn(
                scheme[0],
                scheme.length == 1 ? null : scheme[1],
                origin.login(config),
                origin.hosts(config),
                origin.objectOf().apply(config),
                parameters,
                origin.isPath(),
                true);
        Set<String> said = new HashSet<>(List.of(origin.address(), origin.user(), origin.password(), TASKS));
        for (Parameter parameter : driver.parameters()) {
            List<String> options = parameter.options();
            DsnParameter value = options.isEmpty() || said.contains(options.get(0))
                    ? null
                    : value(parameter, config.get(options.get(0)));
            if (value != null && becomes(value, parameter, new Draft(side, dsn, Map.of(), new Findings()), config)) {
                parameters.add(value);
                said.addAll(options);
            }
        }
        if (driver.parameters().stream().anyMatch(parameter -> parameter.name().equals(TdengineTarget.FAILURES))) {
            parameters.addAll(more);
        }
        return new Dsn(
                dsn.driver(), dsn.protocol(), dsn.login(), dsn.hosts(), dsn.object(), parameters, dsn.isPath(), true);
    }

    private static @Nullable DsnParameter value(Parameter parameter, @Nullable String option) {
        String value =
                option == null || option.isEmpty() ? "" : parameter.undo().apply(option);
        return value.isBlank() ? null : new DsnParameter(parameter.name(), value, 0);
    }

    /** Whether a parameter sets just what the configuration has. */
    private static boolean becomes(DsnParameter value, Parameter rule, Draft draft, Map<String, String> config) {
        rule.use().apply(value, draft);
        return !draft.findings().hasProblems()
                && draft.options().entrySet().stream()
                        .allMatch(option -> isSame(option.getValue(), config.get(option.getKey())));
    }

    /** The shortest task: first all options stand beside the DSNs, then only those that these do not say. */
    private static TaosxTask task(Dsn from, String to, int jobs, Map<String, String> source, Map<String, String> sink) {
        boolean parsed = ParserArgument.isFor(from.driver());
        String parser = parsed ? parser(sink) : null;
        List<String> aliases = aliases(sink);
        List<String> rules = parsed && parser == null
                ? null
                : TransformArguments.undo(parser == null ? aliases : aliases.subList(1, aliases.size()), sink);
        if (rules != null) {
            TaosxTask byRules = new TaosxTask(from.text(), to, parser, rules, jobs, new OwnOptions(source, sink));
            if (makes(byRules, sink)) {
                return shortened(byRules, source, sink);
            }
        }
        Map<String, String> own = new TreeMap<>(sink);
        if (parsed) {
            own.putIfAbsent(TRANSFORMS, "");
        }
        return shortened(
                new TaosxTask(from.text(), to, null, List.of(), jobs, new OwnOptions(source, own)), source, own);
    }

    /** Whether parser and rules of a task become just these transforms. */
    private static boolean makes(TaosxTask byRules, Map<String, String> sink) {
        try {
            Map<String, String> made = TaskMapping.sides(byRules).sink().options();
            return isSame(made.getOrDefault(TRANSFORMS, ""), sink.getOrDefault(TRANSFORMS, ""));
        } catch (TaosxException e) {
            return false;
        }
    }

    private static @Nullable String parser(Map<String, String> sink) {
        String document = sink.getOrDefault("transforms.parser.parser", "").strip();
        boolean first = aliases(sink).indexOf("parser") == 0;
        boolean applies = ParserArgument.TRANSFORM.equals(sink.get("transforms.parser.type"));
        return first && applies && document.startsWith("{") ? document : null;
    }

    private static List<String> aliases(Map<String, String> sink) {
        return Arrays.stream(sink.getOrDefault(TRANSFORMS, "").split(","))
                .map(String::strip)
                .filter(alias -> !alias.isEmpty())
                .toList();
    }

    private static TaosxTask shortened(TaosxTask task, Map<String, String> source, Map<String, String> sink) {
        TaskMapping.Sides sides = TaskMapping.sides(task);
        Map<String, String> made = ofSource(sides.source().options());
        OwnOptions own = new OwnOptions(
                difference(made, source), difference(ofSide(sides.sink().options()), sink));
        return new TaosxTask(task.from(), task.to(), task.parser(), task.transforms(), task.jobs(), own);
    }

    private static Map<String, String> difference(Map<String, String> made, Map<String, String> wanted) {
        Map<String, String> own = new TreeMap<>();
        Stream.concat(made.keySet().stream(), wanted.keySet().stream())
                .filter(option -> !isSame(made.get(option), wanted.get(option))
                        && !(option.equals(TASKS) && isSame(made.get(option), wanted.getOrDefault(option, "1"))))
                .forEach(option -> own.put(option, wanted.getOrDefault(option, "")));
        if (wanted.containsKey(TRANSFORMS) && wanted.get(TRANSFORMS).isEmpty()) {
            own.put(TRANSFORMS, "");
        }
        return own;
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.equals(other)) {
            return one != null && one.equals(other);
        }
        try {
            return DurationText.parse(one).equals(DurationText.parse(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void notes(Map<String, String> source, Map<String, String> sink, Findings findings) {
        Set<String> left = new TreeSet<>();
        for (Map<String, String> config : List.of(source, sink)) {
            config.keySet().stream()
                    .filter(option -> option.matches("(consumer|producer|admin)\\.override\\..*"))
                    .forEach(left::add);
        }
        if (!left.isEmpty()) {
            findings.note("sink and source: " + String.join(", ", left) + " have no place in a line without a cluster");
        }
        String made = source.get(CONVERTER);
        String read = sink.get(CONVERTER);
        if (made != null && read != null && !made.equals(read)) {
            findings.note("value.converter: without a cluster the sink gets what the source makes, not what "
                    + shortName(read) + " reads from what " + shortName(made) + " has written");
        }
        String topic = Topics.of(source);
        String topics = sink.getOrDefault(TOPICS, sink.getOrDefault(TOPICS_PATTERN, ""));
        if (!topic.isEmpty() && !topics.equals(topic)) {
            findings.note("topics: the line writes what this source reads, and nothing else of " + topics);
        }
    }
}
