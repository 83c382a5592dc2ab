// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private final ConnectHeaders headers = new ConnectHeaders();

    @Test
    void readsBackWhatItWrote() {
        Routing routing = new Routing("iot", "meters", "d1", List.of("groupid", "location"), "ts");

        routing.writeTo(headers);

        assertThat(headers).hasSize(5).allMatch(header -> header.value() instanceof String);
        assertThat(Routing.read(headers)).isEqualTo(routing);
    }

    @Test
    void writesOnlyWhatIsSetAndReplacesOldHeaders() {
        headers.addString(RoutingHeaders.TABLE, "old").addString(RoutingHeaders.DATABASE, "kept");

        new Routing(null, null, "new", null, null).writeTo(headers);

        assertThat(headers).hasSize(2);
        assertThat(Routing.read(headers)).isEqualTo(new Routing("kept", null, "new", null, null));
    }

    @Test
    void noHeadersMeanNoRouting() {
        assertThat(Routing.read(headers)).isEqualTo(new Routing(null, null, null, null, null));
    }

    @Test
    void tagsAreTrimmedAndMayBeNone() {
        headers.addString(RoutingHeaders.TAGS, " a, b ,");
        assertThat(Routing.read(headers).tags()).containsExactly("a", "b");

        new Routing(null, null, null, List.of(), null).writeTo(headers);
        assertThat(Routing.read(headers).tags()).isEmpty();
    }

    @Test
    void readsHeadersThatAConverterLeftAsBytesOrNumbers() {
        headers.addBytes(RoutingHeaders.TABLE, "d1".getBytes(StandardCharsets.UTF_8))
                .addInt(RoutingHeaders.STABLE, 7)
                .addString(RoutingHeaders.DATABASE, null);

        assertThat(Routing.read(headers)).isEqualTo(new Routing(null, "7", "d1", null, null));
    }

    @Test
    void lastHeaderOfAnameCounts() {
        headers.addString(RoutingHeaders.TABLE, "first").addString(RoutingHeaders.TABLE, "last");

        assertThat(RoutingHeaders.read(headers, RoutingHeaders.TABLE)).isEqualTo("last");
    }

    @Test
    void severalRowsHaveOneLineEachWhereTheyDiffer() {
        List<Routing> rows = List.of(
                new Routing("db", "", "t1", List.of(), "ts"), new Routing("db", "s", "t2", List.of("a", "b"), "time"));

        Routing.writeRows(headers, rows);

        assertThat(RoutingHeaders.read(headers, RoutingHeaders.DATABASE)).isEqualTo("db");
        assertThat(RoutingHeaders.read(headers, RoutingHeaders.TABLE)).isEqualTo("t1\nt2");
        assertThat(Routing.readRows(headers, 2)).isEqualTo(rows);
        assertThatThrownBy(() -> Routing.readRows(headers, 3))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("td.stable")
                .hasMessageContaining("found 2");
    }

    @Test
    void severalRowsOfOneTableNeedNoLines() {
        Routing same = new Routing(null, "s", "t", null, "ts");

        Routing.writeRows(headers, List.of(same, same));

        assertThat(headers).hasSize(3);
        assertThat(Routing.read(headers)).isEqualTo(same);
        assertThat(Routing.readRows(headers, 2)).containsExactly(same, same);
    }

    @Test
    void refusesNamesThatLinesCannotHold() {
        Routing named = new Routing(null, null, "a\nb", null, null);
        Routing unnamed = new Routing(null, null, null, null, null);

        assertThatThrownBy(() -> Routing.writeRows(headers, List.of(named))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Routing.writeRows(headers, List.of(new Routing(null, null, "a", null, null), unnamed)))
                .isInstanceOf(DataException.class);
    }
}
