// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DsnTest {
    @Test
    void hasAllParts() throws DsnException {
        Dsn dsn = Dsn.parse("tmq+ws://root:taosdata@localhost:6030/db1?timeout=never&assert");

        assertThat(dsn.driver()).isEqualTo("tmq");
        assertThat(dsn.protocol()).isEqualTo("ws");
        assertThat(dsn.login()).isEqualTo(new Dsn.Login("root", "taosdata"));
        assertThat(dsn.hosts()).containsExactly(new HostPort("localhost", 6030));
        assertThat(dsn.object()).isEqualTo("db1");
        assertThat(dsn.parameters())
                .containsExactly(new DsnParameter("timeout", "never", 43), new DsnParameter("assert", null, 57));
        assertThat(dsn.isPath()).isFalse();
    }

    @Test
    void partsMayBeMissing() throws DsnException {
        Dsn dsn = Dsn.parse("taos:///db1?assert");

        assertThat(dsn.protocol()).isNull();
        assertThat(dsn.login()).isEqualTo(Dsn.Login.NONE);
        assertThat(dsn.hosts()).isEmpty();
        assertThat(dsn.object()).isEqualTo("db1");
    }

    @Test
    void severalHostsAndAddressesOfVersion6AreRead() throws DsnException {
        assertThat(Dsn.parse("kafka://a:1,b_2.example,[::1]:9092,[fe80::1]/?topics=t")
                        .hosts())
                .containsExactly(
                        new HostPort("a", 1),
                        new HostPort("b_2.example", null),
                        new HostPort("[::1]", 9092),
                        new HostPort("[fe80::1]", null));
    }

    @ParameterizedTest
    @CsvSource({
        "local:/path_directory/, /path_directory/",
        "local:./dir, ./dir",
        "csv:./meters/meters.csv.gz, ./meters/meters.csv.gz",
        "csv:/data/a b%3F.csv?skip=1, /data/a b?.csv",
        "csv:C:\\data\\a.csv, C:\\data\\a.csv"
    })
    void filesHaveAPath(String text, String path) throws DsnException {
        Dsn dsn = Dsn.parse(text);

        assertThat(dsn.isPath()).isTrue();
        assertThat(dsn.object()).isEqualTo(path);
    }

    @Test
    void aPlusSignAndEqualsSignsOfValuesStay() throws DsnException {
        Dsn dsn = Dsn.parse("influxdb+http://h:8086/?beginTime=2023-06-01T00:00:00+0800&token=ab-_==&measurements=");

        assertThat(dsn.parameters())
                .extracting(DsnParameter::value)
                .containsExactly("2023-06-01T00:00:00+0800", "ab-_==", "");
    }

    @Test
    void jsonMayContainAmpersandsAndBrackets() throws DsnException {
        String json = "{\"a\": \"x&y}\\\"&z\", \"b\": [{\"c\": 1}]}";
        Dsn dsn = Dsn.parse("opcua://h:4840?ua.nodes=ns=2;i=2::A&opc_table_config=" + json + "&debug=true");

        assertThat(dsn.parameters()).extracting(DsnParameter::value).containsExactly("ns=2;i=2::A", json, "true");
    }

    @Test
    void anUnfinishedJsonEndsAtTheAmpersand() throws DsnException {
        assertThat(Dsn.parse("opcua://h?a={x&b=1").parameters())
                .extracting(DsnParameter::name)
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p@ss", "@", "@@", "p:w", "p/w", "p?w", "p#w", "p&w", "a=b", "#", ":", "p@ss@", "p?a=b", "p w", "päß",
                "密码"
            })
    void passwordsMayBeWrittenAsTheyAre(String password) throws DsnException {
        Dsn dsn = Dsn.parse("taos+ws://root:" + password + "@host:6041/db?assert");

        assertThat(dsn.login().password()).isEqualTo(password);
        assertThat(dsn.hosts()).containsExactly(new HostPort("host", 6041));
        assertThat(dsn.object()).isEqualTo("db");
    }

    /** References of Connect to secrets, whose colons and slashes belong to them. */
    @Test
    void loginsMayBeReferences() throws DsnException {
        Dsn dsn = Dsn.parse(
                "mqtt://${env:MQTT_USER}:${file:/etc/td.properties:pw}@host:1883?topics=a&ca=${dir:/run/s:ca}");

        assertThat(dsn.login().user()).isEqualTo("${env:MQTT_USER}");
        assertThat(dsn.login().password()).isEqualTo("${file:/etc/td.properties:pw}");
        assertThat(dsn.parameters()).extracting(DsnParameter::value).containsExactly("a", "${dir:/run/s:ca}");
        assertThat(Dsn.parse("taos://${x:p@h/d").login().password()).isEqualTo("p");
    }

    @Test
    void passwordsMayBePercentEncoded() throws DsnException {
        Dsn dsn = Dsn.parse("taos://r%3Aoot:%40%3A%2F%3F%23%26%25@host/db");

        assertThat(dsn.login()).isEqualTo(new Dsn.Login("r:oot", "@:/?#&%"));
    }

    @Test
    void atSignsOfFilesAreNoEndOfAPassword() throws DsnException {
        Dsn dsn = Dsn.parse("mqtt://host:1883?topics=a::1&ca=@ca.crt&cert=@/certs/c.crt");

        assertThat(dsn.login()).isEqualTo(Dsn.Login.NONE);
        assertThat(dsn.hosts()).containsExactly(new HostPort("host", 1883));
        assertThat(dsn.quotable()).isTrue();
    }

    @Test
    void aDsnThatCanBeReadInTwoWaysIsRefused() {
        DsnException problem = refused("taos://root:p@ss/x@host:6041/db");

        assertThat(problem.part()).isEqualTo("user and password");
        assertThat(problem.expected()).contains("%40", "%2F");
        assertThat(problem.getMessage()).doesNotContain("ss/x");
    }

    @ParameterizedTest
    @CsvSource({
        "taos://root:50%@host/db, password, 15",
        "taos://ro%zzot:x@host/db, user, 10",
        "taos://root:%C3%28@host/db, password, 13",
        "taos://root:x@host/d%, object, 21",
        "taos://host/db?a=%4, value of a parameter, 18",
        "taos://host/db?%=1, name of a parameter, 16",
        "local:/a%2, path, 9"
    })
    void aWrongPercentEncodingIsRefusedWithItsPlace(String text, String part, int position) {
        DsnException problem = refused(text);

        assertThat(problem.part()).isEqualTo(part);
        assertThat(problem.position()).isEqualTo(position);
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt://host:0, port, 13",
        "mqtt://host:65536, port, 13",
        "mqtt://host:123456, port, 13",
        "mqtt://host:abc/x, port, 13",
        "mqtt://host:, port, 13",
        "mqtt://user:secret@host:18a3, port, 25",
        "mqtt://ho st:1883, host, 8",
        "mqtt://user:secret@:1883, host, 20",
        "mqtt://<server>?a=b, host, 8",
        "mqtt, driver, 1",
        "'', driver, 1",
        "127.0.0.1:1883, driver, 1",
        "mqtt://host?=1, name of a parameter, 13"
    })
    void aFaultIsRefusedWithItsPlaceAndWithoutThePassword(String text, String part, int position) {
        DsnException problem = refused(text);

        assertThat(problem.part()).isEqualTo(part);
        assertThat(problem.position()).isEqualTo(position);
        assertThat(problem.getMessage()).doesNotContain("secret");
    }

    @Test
    void namesAreNotQuotedWhereTheyCouldBeOfAPassword() throws DsnException {
        assertThat(Dsn.parse("taos://root:123?se&cret@host:6041/db").quotable()).isFalse();
        assertThat(Dsn.parse("taos://root:?@a/b@@=@host:6041/db?mode=all").quotable())
                .isFalse();
        assertThat(Dsn.parse("taos://root:123@host:6041/db?a=@b&c=d").quotable())
                .isTrue();
    }

    @Test
    void noTextContainsThePassword() throws DsnException {
        Dsn dsn = Dsn.parse("taos://root:secret@host:6041/db?token=secret2");

        assertThat(List.of(
                        dsn.toString(), dsn.login().toString(), dsn.parameters().toString()))
                .noneMatch(text -> text.contains("secret"));
    }

    private static DsnException refused(String text) {
        return catchThrowableOfType(DsnException.class, () -> Dsn.parse(text));
    }
}
