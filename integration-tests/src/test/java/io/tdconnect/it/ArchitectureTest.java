// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.tdconnect.backup.BackupSinkConnector;
import io.tdconnect.common.PluginVersion;
import io.tdconnect.csv.CsvSourceConnector;
import io.tdconnect.engine.DirectEngine;
import io.tdconnect.mqtt.MqttSourceConnector;
import io.tdconnect.opcua.OpcuaSourceConnector;
import io.tdconnect.streams.StreamPipelineCommand;
import io.tdconnect.taosx.TaskMapping;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.tdengine.source.TdengineSourceConnector;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.transforms.ParseJson;
import io.tdconnect.verify.VerifyCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The layers of the suite, read from the classes of all modules. */
class ArchitectureTest {
    private static final String[] PLUGIN_PACKAGES = {
        "io.tdconnect.mqtt..",
        "io.tdconnect.csv..",
        "io.tdconnect.influxdb..",
        "io.tdconnect.opcua..",
        "io.tdconnect.opentsdb..",
        "io.tdconnect.backup..",
        "io.tdconnect.kafka..",
        "io.tdconnect.tdengine..",
        "io.tdconnect.expression..",
        "io.tdconnect.transforms.."
    };
    private static final String PREFIX = "io.tdconnect.";
    private static final String STREAMS = PREFIX + "streams..";
    // Root packages of the plugins; common, tdengine-common and expressions are libraries for them.
    private static final List<String> PLUGIN_ROOTS = List.of(
            "io.tdconnect.mqtt",
            "io.tdconnect.csv",
            "io.tdconnect.influxdb",
            "io.tdconnect.opcua",
            "io.tdconnect.opentsdb",
            "io.tdconnect.backup",
            "io.tdconnect.kafka",
            "io.tdconnect.tdengine.sink",
            "io.tdconnect.tdengine.source",
            "io.tdconnect.transforms");

    private static JavaClasses suite;

    @BeforeAll
    static void read() {
        suite = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("io.tdconnect");
    }

    @Test
    void everyModuleIsRead() {
        assertThat(List.of(
                        PluginVersion.class,
                        BackupSinkConnector.class,
                        CsvSourceConnector.class,
                        DirectEngine.class,
                        TdengineErrors.class,
                        MqttSourceConnector.class,
                        OpcuaSourceConnector.class,
                        ParseJson.class,
                        TdengineSinkConnector.class,
                        TdengineSourceConnector.class,
                        StreamPipelineCommand.class,
                        TaskMapping.class,
                        VerifyCommand.class,
                        KafkaProcess.class))
                .allMatch(suite::contain);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void vendorLibraryIsUsedOnlyByTheClassesMadeForIt(String vendor, List<String> users) {
        DescribedPredicate<JavaClass> allowed = describe(
                "are " + users,
                type -> users.contains(outermost(type).getFullName().substring(PREFIX.length())));

        assertThat(users).allMatch(user -> suite.contain(PREFIX + user));
        check(noClasses()
                .that(resideInAnyPackage("io.tdconnect.common..").or(resideInAnyPackage(PLUGIN_PACKAGES)))
                .and(DescribedPredicate.not(allowed))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(vendor + ".."));
    }

    private static Stream<Arguments> vendors() {
        return VendorLibraries.USERS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(users -> arguments(users.getKey(), users.getValue()));
    }

    /** AbstractConfig logs all values except passwords, including an address that contains a password. */
    @Test
    void noConfigurationIsLogged() {
        check(noClasses().should().callConstructor(AbstractConfig.class, ConfigDef.class, Map.class));
    }

    /** So write access to a topic does not affect them; the source for Kafka is made for topics. */
    @Test
    void sourcesReadNoTopic() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.tdconnect.mqtt..",
                        "io.tdconnect.csv..",
                        "io.tdconnect.influxdb..",
                        "io.tdconnect.opcua..",
                        "io.tdconnect.opentsdb..",
                        "io.tdconnect.tdengine.source..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.consumer.."));
    }

    @Test
    void nothingIsWrittenToOpcUaServersAndNoMethodCalledButTheRefreshOfConditions() {
        check(noClasses()
                .that()
                .resideInAPackage("io.tdconnect.opcua..")
                .should()
                .callMethodWhere(describe(
                        "write to a server",
                        call -> call.getTargetOwner().getPackageName().startsWith("org.eclipse.milo.opcua.sdk.client")
                                && call.getName()
                                        .matches("(write|historyUpdate|addNodes|deleteNodes|addReferences).*")))
                .orShould()
                .dependOnClassesThat(describe(
                        "are requests to write",
                        type -> type.getSimpleName().matches("(Write|HistoryUpdate|AddNodes|DeleteNodes)Request"))));
        check(noClasses()
                .that()
                .resideInAPackage("io.tdconnect.opcua..")
                .and()
                .doNotHaveSimpleName("ConditionRefresh")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("CallMethodRequest"));
    }

    /** Patterns of options are compiled when an object is created and matched against data, so they need LinearRegex. */
    @Test
    void onlyConstantExpressionsAreOfJava() {
        DescribedPredicate<JavaCall<?>> compiles = describe(
                "compile an expression outside of a constant",
                call -> call.getTargetOwner().isEquivalentTo(Pattern.class)
                        && call.getName().equals("compile")
                        && !call.getOrigin().getName().equals(JavaStaticInitializer.STATIC_INITIALIZER_NAME));

        check(noClasses()
                .that(resideInAnyPackage("io.tdconnect.common..", STREAMS).or(resideInAnyPackage(PLUGIN_PACKAGES)))
                // One gets constant expressions only, the other one serves Kafka Streams.
                .and(DescribedPredicate.not(describe(
                        "are exempt",
                        type -> List.of("Validators", "TopicPattern").contains(type.getSimpleName()))))
                .should()
                .callCodeUnitWhere(compiles));
    }

    /** A clock that jumps neither loses nor delays records; a failure has its time only for people. */
    @Test
    void theEngineWithoutKafkaFollowsNoClockThatMayJump() {
        check(noClasses()
                .that()
                .resideInAPackage("io.tdconnect.engine..")
                .and()
                .doNotHaveSimpleName("FailuresFile")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now"));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.tdconnect.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.tdconnect.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyWhatConnectLoadsIsPublicInAPlugin() {
        DescribedPredicate<JavaClass> loaded = describe(
                "are loaded by Connect or the console, or by the commands preview and verify",
                type -> type.isAssignableTo(Transformation.class)
                        || type.getSimpleName().matches(".*(Connector|Task|Config|History|Explorer)|.*Preview.*"));

        check(classes()
                .that()
                .resideInAnyPackage(PLUGIN_ROOTS.toArray(String[]::new))
                .and()
                .areTopLevelClasses()
                .and(DescribedPredicate.not(loaded))
                .should()
                .notBePublic());
    }

    /** The arrows between packages of a module, from the ground up; its root uses all of them, or is the ground (a dot). */
    @ParameterizedTest
    @CsvFileSource(resources = "packages.csv", commentCharacter = '#', quoteCharacter = '\'')
    void aPackageUsesOnlyThoseBelowIt(String module, String name, String below) {
        String root = "io.tdconnect." + module;
        List<String> allowed = new ArrayList<>(List.of(root + '.' + name));
        Stream.of(below.split(" ", -1))
                .filter(room -> !room.isEmpty())
                .forEach(room -> allowed.add(room.equals(".") ? root : root + '.' + room));
        DescribedPredicate<JavaClass> others = describe(
                "are of another package of " + root + " than " + allowed,
                type -> type.getPackageName().startsWith(root) && !allowed.contains(type.getPackageName()));

        check(noClasses().that().resideInAPackage(root + '.' + name).should().dependOnClassesThat(others));
    }

    /** Except benchmarks, which are not read here: fuzz targets and bare clients use what the packages make public. */
    @Test
    void noOtherModuleUsesThePackagesBelowTheRootOfAPlugin() {
        PLUGIN_ROOTS.forEach(root -> check(noClasses()
                .that()
                .resideOutsideOfPackages(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".*..")));
    }

    @Test
    void aPackageHasThirtyClassesAtMost() {
        Map<String, Long> sizes = suite.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));

        assertThat(sizes.entrySet())
                .allSatisfy(entry -> assertThat(entry.getValue())
                        .as("classes of %s", entry.getKey())
                        .isLessThanOrEqualTo(30));
    }

    /** And the reader of files, which gets random ones from {@code bin/bench fuzz}. */
    @Test
    void onlyTheCommandIsPublicInTheRootOfTheStreamPipeline() {
        check(classes()
                .that()
                .resideInAPackage(PREFIX + "streams")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("StreamPipelineCommand")
                .and()
                .doNotHaveSimpleName("PipelineFile")
                .should()
                .notBePublic());
    }

    @Test
    void theStreamPipelineKnowsTransformsByTheirNamesOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(STREAMS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PLUGIN_PACKAGES));
    }

    @Test
    void pluginsDoNotUseTestFixtures() {
        check(noClasses()
                .that(resideInAnyPackage("io.tdconnect.common..", STREAMS).or(resideInAnyPackage(PLUGIN_PACKAGES)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tdconnect.testing..", "io.tdconnect.emulator.."));
    }

    @Test
    void commonKnowsNoPlugin() {
        check(noClasses()
                .that()
                .resideInAPackage("io.tdconnect.common..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(STREAMS).or(resideInAnyPackage(PLUGIN_PACKAGES))));
    }

    @Test
    void pluginsPrintNothing() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(plugins());
    }

    private static JavaClasses plugins() {
        return suite.that(resideInAnyPackage("io.tdconnect.common..", STREAMS).or(resideInAnyPackage(PLUGIN_PACKAGES)));
    }

    private static void check(ArchRule rule) {
        rule.check(suite);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
