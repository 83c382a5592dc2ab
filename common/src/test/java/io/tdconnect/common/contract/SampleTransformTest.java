// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The contract accepts a good transform, and each of its tests reports a bad one. */
class SampleTransformTest extends TransformContractTest {
    private static final String KEY = SampleTransform.Key.class.getName();
    private static final String VALUE = SampleTransform.Value.class.getName();

    @TempDir
    Path root;

    private List<Transformation<SinkRecord>> transforms =
            List.of(new SampleTransform.Key(), new SampleTransform.Value());

    @BeforeEach
    void writeServicesFileAndReferencePage() throws IOException {
        list(KEY, VALUE);
        ConfigDef definition = transforms.get(0).config();
        ReferencePage page = new ReferencePage(root, pluginName());
        page.check(ConfigReference.section("Other", List.of("x.Other"), definition), true);
        page.check(ConfigReference.section("SampleTransform", List.of(KEY, VALUE), definition), true);
    }

    @Override
    protected List<Transformation<SinkRecord>> transforms() {
        return transforms;
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("field.name", "id");
    }

    @Override
    protected String pluginName() {
        return "samples";
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
    void reportsAvariantThatIsNotListedEvenIfItIsNotGiven() throws IOException {
        list(KEY);
        transforms = List.of(new SampleTransform.Key());

        assertThatThrownBy(this::isListedAsService)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(VALUE);
    }

    @Test
    void reportsWrongVersionNullsAndClose() {
        transforms = List.of(new Careless());

        assertThatThrownBy(this::hasTheVersionOfItsJar)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0.0.1");
        assertThatThrownBy(this::passesNullsThrough).isInstanceOf(NullPointerException.class);
        transforms = List.of(new Careless());
        assertThatThrownBy(this::closesAnyNumberOfTimes).isInstanceOf(AssertionError.class);
        assertThatThrownBy(this::refusesAwrongConfigWithConfigException).isInstanceOf(AssertionError.class);
    }

    @Test
    @DisabledIfSystemProperty(named = "update.reference", matches = ".*", disabledReason = "rewrites the page")
    void reportsAnOutdatedPage() throws IOException {
        Path page = root.resolve("docs/reference/samples.md");
        Files.writeString(page, Files.readString(page).replace("Name of", "Nmae of"));

        assertThatThrownBy(this::referencePageIsUpToDate)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dupdate.reference");
    }

    @Test
    void onePageHoldsSeveralTransforms() throws IOException {
        assertThat(root.resolve("docs/reference/samples.md"))
                .content()
                .startsWith("# samples\n\n<!-- Generated")
                .containsSubsequence(
                        "## Other\n", "### Fields", "## SampleTransform\n", KEY, VALUE, "#### `field.name`");
    }

    private void list(String... classNames) throws IOException {
        Path services = Files.createDirectories(root.resolve("META-INF/services"));
        Files.write(services.resolve(Transformation.class.getName()), List.of(classNames));
    }

    private static final class Careless extends SampleTransform {
        private String field;

        @Override
        public void configure(Map<String, ?> configs) {
            field = configs.get("field.name").toString();
            if (field.contains("nonsense")) {
                throw new IllegalStateException("not a ConfigException");
            }
        }

        @Override
        public SinkRecord apply(SinkRecord entry) {
            return entry.value().equals(field) ? entry : null;
        }

        @Override
        public String version() {
            return "0.0.1";
        }

        @Override
        public void close() {
            field = field.trim();
        }
    }
}
