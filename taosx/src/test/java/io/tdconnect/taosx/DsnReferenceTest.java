// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.Test;

/** The generated page of drivers and their parameters. */
class DsnReferenceTest {
    private static final Path DOCS = Path.of(System.getProperty("tdconnect.root"), "docs");
    private static final Path PAGE = DOCS.resolve("reference").resolve("dsn.md");

    /** Options of Kafka Connect itself. */
    private static final Set<String> OF_CONNECT = Set.of("tasks.max", "errors.tolerance");

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = DsnReference.page();
        if (!"false".equals(System.getProperty("update.reference", "false"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("run the test with -Dupdate.reference to rewrite it")
                .isEqualTo(page);
    }

    @Test
    void everyOptionIsOneOfTheConnector() throws ReflectiveOperationException {
        for (Driver driver : drivers()) {
            if (driver.connector() != null) {
                Connector connector = Class.forName(driver.connector())
                        .asSubclass(Connector.class)
                        .getConstructor()
                        .newInstance();
                Set<String> known = new HashSet<>(connector.config().names());
                known.addAll(OF_CONNECT);

                assertThat(driver.parameters())
                        .allSatisfy(parameter -> assertThat(known)
                                .as("%s: %s", driver.title(), parameter.name())
                                .containsAll(parameter.options()));
            }
        }
    }

    @Test
    void everyParameterHasAnOptionOrARemark() {
        for (Driver driver : drivers()) {
            assertThat(driver.parameters())
                    .as(driver.title())
                    .allMatch(parameter -> driver.connector() == null
                            || !parameter.options().isEmpty()
                            || !parameter.remark().isEmpty());
            assertThat(driver.parameters().stream().map(Parameter::name))
                    .as(driver.title())
                    .doesNotHaveDuplicates();
        }
    }

    /** Every parameter of taosX that the table of options names is one of the mapping, and its option is the same. */
    @Test
    void theTableOfOptionsAgreesWithTheMapping() throws IOException {
        String table = Files.readString(DOCS.resolve("taosx-options.md"));
        int found = 0;
        for (Driver driver : drivers()) {
            for (Parameter parameter : driver.parameters()) {
                for (String row : rows(section(table, driver), parameter.name())) {
                    String middle = row.split("\\|", -1)[2];
                    assertThat(parameter.options().isEmpty() || mentions(middle, parameter.options()))
                            .as("%s in the row %s", parameter.options(), row)
                            .isTrue();
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(60);
    }

    private static boolean mentions(String middle, List<String> options) {
        return options.stream().anyMatch(option -> middle.contains('`' + option + '`'));
    }

    private static List<String> rows(String section, String parameter) {
        return section.lines()
                .filter(line -> line.startsWith("|"))
                .filter(line -> Arrays.stream(line.split("\\|", -1)[1].split(",", -1))
                        .anyMatch(name -> name.strip().equals('`' + parameter + '`')))
                .toList();
    }

    /** The sections of the table that are about a driver. */
    private static String section(String table, Driver driver) {
        String connector = driver.connector();
        return Arrays.stream(table.split("(?m)^## ", -1))
                .filter(section -> connector != null && section.startsWith(heading(driver)))
                .collect(Collectors.joining());
    }

    private static String heading(Driver driver) {
        return switch (driver.title()) {
            case "TDengine as target" -> "Every task";
            case "Restore", "Backup" -> "Backup";
            default -> driver.title();
        };
    }

    private static List<Driver> drivers() {
        return Stream.concat(Drivers.SOURCES.stream(), Drivers.TARGETS.stream()).toList();
    }
}
