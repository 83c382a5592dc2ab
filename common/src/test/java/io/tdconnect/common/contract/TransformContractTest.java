// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tdconnect.common.PluginVersion;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

/** Rules for every transform of the suite; each extends this with its classes and an example. */
public abstract class TransformContractTest {
    private static final Set<String> VARIANTS = Set.of("Key", "Value");

    /** New transforms, not configured: usually the nested classes Key and Value. */
    protected abstract List<Transformation<SinkRecord>> transforms();

    /** A valid config. */
    protected abstract Map<String, String> example();

    /** Name of the page below {@code docs/reference}, without {@code .md}; several transforms may share one. */
    protected abstract String pluginName();

    /** The folder with {@code META-INF/services}. */
    protected ClassLoader resources() {
        return Objects.requireNonNull(transforms().get(0).getClass().getClassLoader());
    }

    /** Root of the repository. */
    protected Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("tdconnect.root"), "system property tdconnect.root"));
    }

    /** The version is that of the jar. */
    @Test
    public void hasTheVersionOfItsJar() {
        assertThat(transforms())
                .isNotEmpty()
                .allSatisfy(transform -> assertThat(transform)
                        .isInstanceOfSatisfying(
                                Versioned.class,
                                versioned -> assertThat(versioned.version())
                                        .isEqualTo(PluginVersion.of(transform.getClass()))));
    }

    /** Every option has everything that users and user interfaces need. */
    @Test
    public void optionsFollowTheRules() {
        assertThat(transforms())
                .allSatisfy(transform ->
                        assertThat(OptionRules.problems(transform.config())).isEmpty());
    }

    /** In a connector, {@code transforms.NAME.type} is the class, and predicates have names of their own. */
    @Test
    public void noOptionIsOneOfTheWorkers() {
        assertThat(transforms())
                .allSatisfy(transform ->
                        assertThat(transform.config().names()).doesNotContain("type", "predicate", "negate"));
    }

    /** Validating empty configurations and nonsense gives problems, not an exception. */
    @Test
    public void validatesEmptyConfigAndNonsenseWithoutException() {
        assertThat(transforms()).allSatisfy(transform -> {
            transform.config().validate(Map.of());
            transform.config().validate(OptionRules.nonsense(transform.config()));
        });
    }

    /** An invalid configuration is refused with a ConfigException. */
    @Test
    public void refusesAwrongConfigWithConfigException() {
        for (Transformation<SinkRecord> transform : transforms()) {
            Map<String, String> nonsense = OptionRules.nonsense(transform.config());

            Throwable refusal = catchThrowable(() -> transform.configure(nonsense));

            assertThat(refusal)
                    .satisfiesAnyOf(
                            e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(ConfigException.class));
            transform.close();
        }
    }

    /** Connect finds the transform, with all its variants, by its services file, and can create them. */
    @Test
    public void isListedAsService() throws IOException, NoSuchMethodException {
        List<String> listed = ServicesFile.classNames(resources(), Transformation.class);
        for (Class<?> variant : variants()) {
            assertThat(listed).containsOnlyOnce(variant.getName());
            assertThat(variant.getConstructor()).isNotNull();
        }
    }

    /** A tombstone stays what it is. */
    @Test
    public void passesNullsThrough() {
        SinkRecord tombstone = new SinkRecord("topic", 0, null, null, null, null, 0);
        for (Transformation<SinkRecord> transform : transforms()) {
            try (transform) {
                transform.configure(example());

                assertThat(transform.apply(tombstone)).isEqualTo(tombstone);
            }
        }
    }

    /** A transform can be closed before it is configured, and twice. */
    @Test
    public void closesAnyNumberOfTimes() {
        for (Transformation<SinkRecord> transform : transforms()) {
            assertThatCode(transform::close).doesNotThrowAnyException();
            transform.configure(example());
            assertThatCode(transform::close).doesNotThrowAnyException();
            assertThatCode(transform::close).doesNotThrowAnyException();
        }
    }

    /** The generated page is up to date. */
    @Test
    public void referencePageIsUpToDate() throws IOException {
        Transformation<SinkRecord> first = transforms().get(0);
        List<String> names = variants().stream().map(Class::getName).sorted().toList();
        String section = ConfigReference.section(outer(first).getSimpleName(), names, first.config());

        new ReferencePage(root(), pluginName()).check(section, ReferencePage.updateRequested());
    }

    /** The classes given and their siblings, so that no variant is forgotten. */
    private List<Class<?>> variants() {
        List<Class<?>> variants = new ArrayList<>();
        for (Transformation<SinkRecord> transform : transforms()) {
            Class<?> type = transform.getClass();
            Class<?>[] family = type == outer(transform)
                    ? new Class<?>[] {type}
                    : outer(transform).getDeclaredClasses();
            Arrays.stream(family)
                    .filter(Transformation.class::isAssignableFrom)
                    .filter(member -> !Modifier.isAbstract(member.getModifiers()) && !variants.contains(member))
                    .forEach(variants::add);
        }
        return variants;
    }

    private static Class<?> outer(Transformation<SinkRecord> transform) {
        Class<?> type = transform.getClass();
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing != null && VARIANTS.contains(type.getSimpleName()) ? enclosing : type;
    }
}
