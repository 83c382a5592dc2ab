// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.connect.connector.Connector;

/** Any options of the connectors come back from their line, unless it is refused. */
class LineMappingPropertiesTest {
    private static final Set<String> OF_TASK = Set.of("kafka.topic", "topic", "metadata.topic");

    @Property(tries = 600)
    void configurationsComeBackFromTheirLine(
            @ForAll("sources") Map<String, String> source, @ForAll("sinks") Map<String, String> sink) {
        RunLine line = LineMapping.of("t1", source, sink);

        Statistics.label("a line")
                .collect(line.task() != null)
                .coverage(lines -> lines.check(true).percentage(share -> share > 80));
        if (line.task() != null) {
            LineMappingTest.comesBack(line, source, sink);
        }
    }

    @Provide
    Arbitrary<Map<String, String>> sources() {
        return Arbitraries.of(Drivers.SOURCES.stream()
                        .map(Driver::connector)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .flatMap(type -> options(type, false));
    }

    @Provide
    Arbitrary<Map<String, String>> sinks() {
        return options(TdengineTarget.CONNECTOR, true);
    }

    private static Arbitrary<Map<String, String>> options(String type, boolean sink) {
        List<String> names = new ArrayList<>(names(type));
        if (sink) {
            names.addAll(List.of("transforms", "transforms.parser.type", "transforms.tags.tags", "errors.tolerance"));
        }
        return Arbitraries.maps(Arbitraries.of(names), values()).ofMaxSize(8).map(chosen -> {
            Map<String, String> config = new TreeMap<>(chosen);
            config.put("connector.class", type);
            if (sink) {
                config.put("topics", "t");
                config.putIfAbsent("database", "db");
            } else {
                // What drivers require.
                Stream.of(
                                "topics",
                                "version",
                                "bucket",
                                "begin.time",
                                "files",
                                "directory",
                                "database",
                                "nodes",
                                "token")
                        .filter(names::contains)
                        .forEach(name -> config.putIfAbsent(name, name.equals("version") ? "1.8" : "x"));
                config.put("kafka.topic", "t");
            }
            return config;
        });
    }

    private static List<String> names(String type) {
        try {
            Connector connector = Class.forName(type)
                    .asSubclass(Connector.class)
                    .getConstructor()
                    .newInstance();
            return connector.config().names().stream()
                    .filter(name -> !OF_TASK.contains(name))
                    .sorted()
                    .toList();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type, e);
        }
    }

    private static Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "true",
                        "false",
                        "0",
                        "1",
                        "60000",
                        "1500",
                        "5s",
                        "PT1H",
                        "never",
                        "earliest",
                        "time:1",
                        "statement",
                        "sql",
                        "update",
                        "all",
                        "none",
                        "query",
                        "subscription",
                        "${env:A}",
                        "h:1,i:2",
                        "http://h:1/x",
                        "ssl://h:8883",
                        "jdbc:TAOS-WS://h:6041/db?user=u",
                        "/a b/c",
                        "@/a",
                        "parser,tags",
                        "a.b",
                        "`a.b`",
                        "{\"parse\":{}}"),
                Arbitraries.strings()
                        .withChars("@:/?#&%=+,;{}[]\"'\\$ ")
                        .withCharRange('a', 'c')
                        .withChars('0', '密')
                        .ofMinLength(1)
                        .ofMaxLength(8));
    }
}
