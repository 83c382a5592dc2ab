// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.template.Template;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** Properties of templates and routing for any text. */
class TemplatePropertiesTest {
    @Property(tries = 200)
    void doubledBracesMakeAnyTextItsOwnTemplate(@ForAll String text) {
        String template = text.replace("{", "{{").replace("}", "}}");

        assertThat(Template.parse(template).render(name -> null)).isEqualTo(text);
    }

    @Property(tries = 200)
    void tableNamesHoldTheValueAsItIs(@ForAll String value, @ForAll long number) {
        SinkRecord row =
                Records.mapToTable("table", "a{v}b{n}").apply(Records.of(null, Map.of("v", value, "n", number)));

        assertThat(Routing.read(row.headers()).table()).isEqualTo("a" + value + "b" + number);
    }

    @Property(tries = 200)
    void routingOfSeveralRowsIsReadAsItWasWritten(@ForAll("routings") List<Routing> rows) {
        ConnectHeaders headers = new ConnectHeaders();

        Routing.writeRows(headers, rows);

        assertThat(Routing.readRows(headers, rows.size())).isEqualTo(rows);
    }

    @Provide
    Arbitrary<List<Routing>> routings() {
        Arbitrary<String> names = Arbitraries.strings()
                .ascii()
                .map(String::trim)
                .filter(name -> name.indexOf('\n') < 0 && name.indexOf(',') < 0 && !name.isEmpty());
        Arbitrary<Routing> routings = Combinators.combine(
                        names, names, names.list().ofMaxSize(3))
                .as((table, stable, tags) -> new Routing("db", stable, table, tags, "ts"));
        return routings.list().ofMinSize(1).ofMaxSize(5);
    }
}
