// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of DSNs with any user, password, object and parameters. */
class DsnPropertiesTest {
    private static final String SEPARATORS = "@:/?#&%=+,;{}[]\"'\\ ";

    @Property(tries = 1000)
    void textCanBeParsedAgain(@ForAll("dsns") Dsn dsn) throws DsnException {
        Dsn parsed = Dsn.parse(dsn.text());

        assertThat(parsed.driver()).isEqualTo(dsn.driver());
        assertThat(parsed.login()).isEqualTo(dsn.login());
        assertThat(parsed.hosts()).isEqualTo(dsn.hosts());
        assertThat(parsed.object()).isEqualTo(dsn.object());
        assertThat(parsed.parameters())
                .extracting(DsnParameter::name)
                .isEqualTo(dsn.parameters().stream().map(DsnParameter::name).toList());
        assertThat(parsed.parameters())
                .extracting(DsnParameter::value)
                .isEqualTo(dsn.parameters().stream().map(DsnParameter::value).toList());
        assertThat(parsed.text()).isEqualTo(dsn.text());
    }

    @Property(tries = 1000)
    void aRawPasswordIsReadAsItIsOrRefused(@ForAll("texts") String password) {
        String raw = password.replace("%", "");
        try {
            Dsn dsn = Dsn.parse("taos://root:" + raw + "@td1.example:6041/db1?mode=all");

            // Otherwise the text has another reading, whose names and values are not repeated.
            assertThat(raw.equals(dsn.login().password()) || !dsn.quotable()).isTrue();
        } catch (DsnException e) {
            assertThat(e.position()).isBetween(1, 60 + raw.length());
        }
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefusedWithAPlace(@ForAll("texts") String text) {
        for (String candidate : List.of(text, "mqtt://" + text, "mqtt:" + text, "mqtt://h?" + text)) {
            try {
                assertThat(Dsn.parse(candidate).driver()).isNotEmpty();
            } catch (DsnException e) {
                assertThat(e.position()).isBetween(1, candidate.length() + 1);
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(SEPARATORS)
                .withCharRange('a', 'f')
                .withCharRange('0', '3')
                .withChars('é', '密')
                .ofMaxLength(20);
    }

    @Provide
    Arbitrary<Dsn> dsns() {
        Arbitrary<String> some = texts().filter(text -> !text.isEmpty());
        Arbitrary<String> names = some.map(String::strip).filter(name -> !name.isEmpty());
        Arbitrary<Dsn.Login> logins = Combinators.combine(some.injectNull(0.2), texts().injectNull(0.2))
                .as(Dsn.Login::new);
        Arbitrary<HostPort> hosts = Combinators.combine(
                        Arbitraries.of("a", "td1.example", "x_y-2", "[::1]", "192.168.1.10"),
                        Arbitraries.integers().between(1, 65_535).injectNull(0.3))
                .as(HostPort::new);
        Arbitrary<List<DsnParameter>> parameters = Combinators.combine(
                        names, texts().map(String::stripTrailing).injectNull(0.2))
                .as((name, value) -> new DsnParameter(name, value, 0))
                .list()
                .ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of("MQTT", "taos", "kafka"),
                        logins,
                        hosts.list().ofMinSize(1).ofMaxSize(3),
                        texts().map(String::stripTrailing),
                        parameters)
                .as((driver, login, list, object, pairs) ->
                        new Dsn(driver.toLowerCase(Locale.ROOT), null, login, list, object, pairs, false, true));
    }
}
