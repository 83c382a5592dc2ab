// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidatorsTest {
    private static final Validator URI = Validators.uri("tcp", "ssl");

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of(URI, "tcp://localhost:1883"),
                Arguments.of(URI, "SSL://under_score:8883/path"),
                Arguments.of(URI, "tcp://[::1]:1883"),
                Arguments.of(Validators.uris("tcp"), List.of("tcp://a", "tcp://b")),
                Arguments.of(Validators.between(1, 3), 3),
                Arguments.of(Validators.between(0, 1), 0.5),
                Arguments.of(Validators.atLeast(0), 0L),
                Arguments.of(Validators.nonEmpty(), "x"),
                Arguments.of(Validators.nonEmpty(), List.of()),
                Arguments.of(Validators.nonEmpty(), new Password("x")),
                Arguments.of(Validators.nonEmptyList(), List.of("x")),
                Arguments.of(Validators.pattern("[a-z]+", "lower case letters"), "abc"),
                Arguments.of(Validators.template(), "d{id}"),
                Arguments.of(Validators.duration(), "10s"),
                Arguments.of(Validators.all(Validators.nonEmpty(), Validators.template()), "d{id}"));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(URI, "http://localhost", "found scheme http"),
                Arguments.of(URI, "localhost", "tcp://host or ssl://host"),
                Arguments.of(URI, "tcp://", "expected tcp://host"),
                Arguments.of(URI, "tcp://a b", "position"),
                Arguments.of(URI, "tcp://a:99999", "65535"),
                Arguments.of(URI, "tcp://[::99999999999.1.1.1]", "found a host with a number that is too large"),
                Arguments.of(Validators.uris("tcp"), List.of("tcp://a", "b"), "tcp://host"),
                Arguments.of(Validators.between(1, 3), 4, "1 to 3"),
                Arguments.of(Validators.between(0, 1), 1.5, "0 to 1"),
                Arguments.of(Validators.atLeast(1), 0, "1 or more"),
                Arguments.of(Validators.nonEmpty(), " ", "not empty"),
                Arguments.of(Validators.nonEmptyList(), List.of(), "at least one"),
                Arguments.of(Validators.nonEmptyList(), List.of(""), "not empty"),
                Arguments.of(Validators.pattern("[a-z]+", "lower case letters"), "A", "lower case letters"),
                Arguments.of(Validators.template(), "d{id", "position 1"),
                Arguments.of(Validators.duration(), "10 years", "expected a duration"),
                Arguments.of(Validators.duration(), " ", "expected a duration"),
                Arguments.of(Validators.all(Validators.nonEmpty(), Validators.template()), "}", "position 0"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void accepts(Validator validator, Object value) {
        assertThatCode(() -> validator.ensureValid("opt", value)).doesNotThrowAnyException();
        assertThatCode(() -> validator.ensureValid("opt", null)).doesNotThrowAnyException();
        assertThat(validator.toString()).isNotBlank().doesNotContain("@", "Lambda", "Rule[");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses(Validator validator, Object value, String explanation) {
        assertThatThrownBy(() -> validator.ensureValid("opt", value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("opt")
                .hasMessageContaining(explanation);
    }

    @Test
    void uriMessagesNeverRepeatAPassword() {
        assertThatThrownBy(() -> URI.ensureValid("url", "http://user:s3cret@host"))
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> URI.ensureValid("url", "tcp://user:s3cret @host"))
                .hasMessageNotContaining("s3cret");
    }
}
