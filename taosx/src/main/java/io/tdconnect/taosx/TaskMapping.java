// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.common.config.NearestName;
import io.tdconnect.taosx.dsn.Dsn;
import io.tdconnect.taosx.dsn.DsnException;
import io.tdconnect.taosx.dsn.TdengineObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts tasks of taosX to configurations of two connectors.
 *
 * <p>It reads no file except the parser document, and connects to nothing.
 */
public final class TaskMapping {
    private static final String FROM = "from";
    private static final String TRANSFORMS = "transforms";
    private static final int LONGEST_NAME = 100;

    private TaskMapping() {}

    /**
     * The connectors that do what a task does.
     *
     * @throws TaosxException with every problem that was found
     */
    public static MappedTask map(TaosxTask task) {
        Sides sides = sides(task);
        Draft source = sides.source();
        Draft sink = sides.sink();
        source.setGiven();
        sink.setGiven();
        Findings findings = source.findings();
        return new MappedTask(
                source.options(),
                sink.options(),
                findings.notes(),
                new EngineHints(
                        sides.name(), findings.failures(), findings.logLevel(), source.places(), sink.places()));
    }

    /**
     * What the DSNs, parser and transforms of a task say, without the options beside them.
     *
     * @throws TaosxException with every problem that was found
     */
    static Sides sides(TaosxTask task) {
        Findings findings = new Findings();
        task.options().requireOwn(findings);
        Draft source = draft(FROM, task.from(), task.options().source(), findings);
        Draft sink = draft("to", task.to(), task.options().sink(), findings);
        if (source == null || sink == null) {
            findings.requireNone();
            throw new IllegalStateException("expected a problem without a configuration, found none");
        }
        String name = name(source, sink);
        List<String> transforms = new ArrayList<>();
        if (task.parser() != null || !task.options().sink().containsKey(TRANSFORMS)) {
            parse(task.parser(), source, sink, transforms);
        }
        boolean renames = TransformArguments.rename(task.transforms());
        if (Copying.isCopy(source)) {
            Copying.connect(source, sink, name, renames);
        } else {
            rows(source, sink);
        }
        TransformArguments.apply(task.transforms(), sink, transforms, Copying.sameDatabase(source, sink));
        if (!transforms.isEmpty()) {
            sink.set(TRANSFORMS, String.join(",", transforms));
        }
        Topics.connect(source, sink, name);
        jobs(task.jobs(), source, sink);
        findings.requireNone();
        return new Sides(name, source, sink);
    }

    /**
     * Both configurations before they are final.
     *
     * @param name of the task
     */
    record Sides(String name, Draft source, Draft sink) {}

    /**
     * The task for a source whose object {@code database.table} is not a supertable: it reads the single table by queries,
     * and ends with the last row unless the subscription would not have ended. Only a server can say what the object is.
     *
     * @return empty if the source is not TDengine or names no table
     */
    public static Optional<TaosxTask> ofSingleTable(TaosxTask task) {
        try {
            return TdengineSources.singleTable(Dsn.parse(task.from()))
                    .map(from -> new TaosxTask(
                            from.text(), task.to(), task.parser(), task.transforms(), task.jobs(), task.options()));
        } catch (DsnException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Draft draft(String side, String text, Map<String, String> given, Findings findings) {
        Dsn dsn;
        try {
            dsn = Dsn.parse(text);
        } catch (DsnException e) {
            findings.problem(side + ": " + e.part() + " at position " + e.position(), e.expected(), e.found(), null);
            return null;
        }
        Draft draft = new Draft(side, dsn, given, findings);
        boolean isSource = side.equals(FROM);
        List<Driver> drivers = isSource ? Drivers.SOURCES : Drivers.TARGETS;
        Optional<Driver> driver = Drivers.of(drivers, dsn.scheme());
        if (driver.isEmpty()) {
            unknown(draft, drivers, isSource);
            return null;
        }
        if (!dsn.isPath() || isOfFiles(driver.get())) {
            driver.get().map(draft);
            return driver.get().connector() == null ? null : draft;
        }
        draft.problem("address", dsn.scheme() + "://HOST:PORT", "no // after the driver", null);
        return null;
    }

    private static boolean isOfFiles(Driver driver) {
        return driver.address().startsWith("path") || driver.connector() == null;
    }

    private static void unknown(Draft draft, List<Driver> drivers, boolean isSource) {
        String scheme = draft.dsn().scheme();
        List<String> known = Drivers.schemes(drivers);
        List<Driver> others = isSource ? Drivers.TARGETS : Drivers.SOURCES;
        boolean isOther = Drivers.of(others, scheme).isPresent();
        Optional<String> nearest = NearestName.of(scheme, known)
                .or(() -> known.stream()
                        .filter(other -> other.startsWith(draft.dsn().driver() + '+'))
                        .findFirst());
        draft.problem(
                "driver",
                "one of " + String.join(", ", known),
                // The beginning of a DSN without driver could be a user.
                isOther || nearest.isPresent() || !draft.dsn().isPath() ? scheme : "another",
                isOther
                        ? scheme + " can only be a " + (isSource ? "target" : "source")
                        : nearest.map(name -> "did you mean " + name + "?").orElse(null));
    }

    private static void parse(@Nullable String parser, Draft source, Draft sink, List<String> transforms) {
        String document = ParserArgument.document(parser, source.dsn().driver(), source.findings());
        if (document != null) {
            transforms.add("parser");
            sink.set("transforms.parser.type", ParserArgument.TRANSFORM);
            sink.set("transforms.parser.parser", document);
        }
    }

    /** What a sink needs to know about rows that are not those of a database. */
    private static void rows(Draft source, Draft sink) {
        if (!sink.get("connector.class").equals(TdengineTarget.CONNECTOR)) {
            sink.set(
                    "database",
                    source.has("bucket") ? source.get("bucket") : source.dsn().driver());
            return;
        }
        TdengineObject object = TdengineObject.of(sink.dsn().object());
        if (!object.table().isEmpty()) {
            sink.problem("object", "a database", "a database and a table", "the source or the parser names the tables");
        }
    }

    private static void jobs(int jobs, Draft source, Draft sink) {
        if (jobs < 0) {
            source.findings().problem("-j", "a number from 1", String.valueOf(jobs), null);
        } else if (jobs > 0) {
            source.set("tasks.max", String.valueOf(jobs));
            sink.set("tasks.max", String.valueOf(jobs));
            if (jobs > 1 && source.get("read.mode").equals("subscription")) {
                source.set("tasks.per.topic", String.valueOf(jobs));
            }
        } else {
            source.setDefault("tasks.max", "1");
            sink.setDefault("tasks.max", source.get("tasks.max"));
        }
    }

    /** A name such as {@code mqtt-test}, of letters that Kafka accepts in topics. */
    private static String name(Draft source, Draft sink) {
        String target = sink.has("database") ? sink.get("database") : sink.get("directory");
        String text = source.dsn().driver() + '-' + target;
        String name = text.replaceAll("[^a-zA-Z0-9._-]+", "-").replaceAll("^-+|-+$", "");
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
