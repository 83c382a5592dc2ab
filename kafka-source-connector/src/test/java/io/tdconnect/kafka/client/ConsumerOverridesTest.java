// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.config.ConfigProblems;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerOverridesTest {
    @ParameterizedTest
    @CsvSource({
        "max.poll.records, 2000",
        "client.rack, a",
        "security.protocol, SASL_SSL",
        "sasl.mechanism, SCRAM-SHA-512",
        "sasl.jaas.config, org.apache.kafka.common.security.scram.ScramLoginModule required tokenauth=true;"
    })
    void acceptsWhatChangesOnlyTheReading(String name, String value) {
        assertThat(problem(name, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interceptor.classes",
                "metric.reporters",
                "key.deserializer",
                "enable.auto.commit",
                "allow.auto.create.topics",
                "sasl.login.class",
                "sasl.login.callback.handler.class",
                "sasl.client.callback.handler.class",
                "sasl.kerberos.kinit.cmd",
                "sasl.oauthbearer.token.endpoint.url",
                "security.providers",
                "partition.assignment.strategy"
            })
    void refusesWhatLoadsClassesReadsFilesOrBreaksTheReading(String name) {
        assertThat(problem(name, "x")).contains("found consumer." + name);
    }

    @Test
    void refusesConfigProviders() {
        assertThat(problem("config.providers", "file")).contains("expected an option of the consumer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.security.auth.module.JndiLoginModule required user.provider.url=\"ldap://evil\";",
                "com.sun.security.auth.module.LdapLoginModule required;",
                "com.sun.security.auth.module.Krb5LoginModule required;",
                "",
                "x org.apache.kafka.common.security.plain.PlainLoginModule required password=\"secret\";"
            })
    void refusesOtherLoginModulesAndQuotesNothing(String jaas) {
        assertThat(problem("sasl.jaas.config", jaas))
                .startsWith("expected one of the login modules")
                .doesNotContain("secret")
                .doesNotContain("evil");
    }

    @Test
    void namesTheOptionThatIsMeant() {
        assertThat(problem("group.id", "g")).contains("expected the option group.id instead");
        assertThat(problem("ssl.truststore.location", "/etc/passwd"))
                .contains("expected the options tls.* instead")
                .doesNotContain("passwd");
        assertThat(problem("max.pol.records", "1")).contains("max.poll.records");
        assertThat(problem("max.poll.records", "none"))
                .contains("max.poll.records")
                .contains("none");
        assertThat(problem("max.poll.records", "0")).contains("at least 1");
    }

    private static String problem(String name, String value) {
        ConfigProblems problems = ConfigProblems.of(new Config(new ArrayList<>()));
        ConsumerOverrides.check(Map.of(name, value), problems);
        return problems.config().configValues().stream()
                .flatMap(option -> option.errorMessages().stream())
                .reduce("", String::concat);
    }
}
