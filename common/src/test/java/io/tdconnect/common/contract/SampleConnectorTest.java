// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.config.Options;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.source.SourceConnector;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The contract accepts a good connector, and each of its tests reports a bad one. */
class SampleConnectorTest extends ConnectorContractTest {
    @TempDir
    Path root;

    private Connector connector = new SampleConnector();

    @BeforeEach
    void writeServicesFileAndReferencePage() throws IOException {
        Path services = Files.createDirectories(root.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(SourceConnector.class.getName()),
                "# plugins\n" + SampleConnector.class.getName() + " # the sample\n");
        String name = SampleConnector.class.getName();
        new ReferencePage(root, pluginName())
                .check(ConfigReference.section("SampleConnector", List.of(name), connector.config()), true);
    }

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("sample.url", "tcp://localhost:1", "filters", "a,b,c,d");
    }

    @Override
    protected String pluginName() {
        return "sample-source";
    }

    @Override
    protected List<String> items(Map<String, String> taskConfig) {
        return List.of(taskConfig.get("filters").split(","));
    }

    @Override
    protected ClassLoader resources() {
        try {
            return new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Path root() {
        return root;
    }

    @Test
    void reportsAwrongVersion() {
        reports(
                new SampleConnector() {
                    @Override
                    public String version() {
                        return "0.0.1";
                    }
                },
                this::hasTheVersionOfItsJar,
                "0.0.1");
    }

    @Test
    void reportsOptionsThatBreakTheRules() {
        SampleConnector bare = new SampleConnector() {
            @Override
            public ConfigDef config() {
                return new ConfigDef()
                        .define("badName", Type.INT, ConfigDef.NO_DEFAULT_VALUE, Importance.LOW, "")
                        .define("user.token", Type.STRING, Importance.LOW, "Secret.")
                        .define("tls.key", Type.STRING, Importance.LOW, "Secret.");
            }
        };

        reports(bare, this::optionsFollowTheRules, "badName: name is not lower case");
        reports(bare, this::optionsFollowTheRules, "badName: has no documentation");
        reports(bare, this::optionsFollowTheRules, "badName: has no group");
        reports(bare, this::optionsFollowTheRules, "badName: has no order");
        reports(bare, this::optionsFollowTheRules, "badName: has no width");
        reports(bare, this::optionsFollowTheRules, "badName: has neither validator nor default");
        reports(bare, this::optionsFollowTheRules, "user.token: holds a secret");
        reports(bare, this::optionsFollowTheRules, "tls.key: holds a secret");
    }

    @Test
    void reportsExceptionsWhileValidating() {
        SampleConnector careless = new SampleConnector() {
            @Override
            public Config validate(Map<String, String> configs) {
                throw new IllegalStateException(
                        "url is " + configs.get("sample.url").length());
            }
        };

        reports(careless, this::validatesAnEmptyConfigWithoutException, "NullPointerException");
        reports(careless, this::validatesNonsenseWithoutException, "IllegalStateException");
    }

    @Test
    void reportsAnExampleThatIsNotValid() {
        reports(
                new SampleConnector() {
                    @Override
                    public ConfigDef config() {
                        return new Options()
                                .required("other", Type.STRING, "Is missing.")
                                .build();
                    }
                },
                this::acceptsItsExample,
                "other");
    }

    @Test
    void reportsAmissingServicesEntry() {
        reports(new SampleConnector() {}, this::isListedAsService, "SampleConnectorTest$");
    }

    @Test
    void reportsTooManyTasksAndNoTasks() {
        reports(tasks(List.of(example(), example())), this::taskConfigsAreWithinTheLimitAndAccepted, "tasks.max=1");
        reports(tasks(List.of()), this::taskConfigsAreWithinTheLimitAndAccepted, "tasks.max=1");
        reports(tasks(List.of(Map.of())), this::taskConfigsAreWithinTheLimitAndAccepted, "Missing required");
    }

    @Test
    void reportsTasksThatLoseOrRepeatWork() {
        SampleConnector copies = new SampleConnector() {
            @Override
            public List<Map<String, String>> taskConfigs(int maxTasks) {
                return java.util.Collections.nCopies(maxTasks, example());
            }
        };

        reports(copies, this::taskConfigsAreComplete, "tasks.max=2");
    }

    @Test
    void reportsTasksThatChange() {
        SampleConnector unstable = new SampleConnector() {
            private int calls;

            @Override
            public List<Map<String, String>> taskConfigs(int maxTasks) {
                return List.of(Map.of("call", String.valueOf(calls++)));
            }
        };

        reports(unstable, this::taskConfigsAreStable, "call");
    }

    @Test
    void reportsStopThatNeedsStart() {
        reports(
                new SampleConnector() {
                    @Override
                    public void stop() {
                        throw new IllegalStateException("not started");
                    }
                },
                this::stopsWithoutStart,
                "not started");
    }

    @Test
    @DisabledIfSystemProperty(named = "update.reference", matches = ".*", disabledReason = "rewrites the page")
    void reportsAnOutdatedPage() throws IOException {
        Path page = root.resolve("docs/reference/sample-source.md");
        Files.writeString(page, Files.readString(page).replace("Address", "Adress"));

        reports(connector, this::referencePageIsUpToDate, "-Dupdate.reference");
    }

    private void reports(Connector broken, ThrowingCallable test, String problem) {
        connector = broken;

        assertThatThrownBy(test).isInstanceOf(Throwable.class).hasMessageContaining(problem);
    }

    private static SampleConnector tasks(List<Map<String, String>> configs) {
        return new SampleConnector() {
            @Override
            public List<Map<String, String>> taskConfigs(int maxTasks) {
                return configs;
            }
        };
    }
}
