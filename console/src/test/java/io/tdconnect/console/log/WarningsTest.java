// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class WarningsTest {
    private static final Logger log = LoggerFactory.getLogger("org.example.Connector");

    private final AtomicLong clock = new AtomicLong(1_000);
    private final Warnings warnings = new Warnings(clock::get);

    @ParameterizedTest
    @CsvSource({
        "'[meters-sink|task-0] ', meters-sink",
        "'[a|b|task-12|offsets] ', a|b",
        "'[in|worker] ', in",
        "'[Worker clientId=connect-1] ',",
        "'',",
        ",",
    })
    void theContextNamesTheConnector(String context, String connector) {
        warnings.note("WARN", context, "text");

        assertThat(warnings.after(0))
                .extracting(Warning::connector)
                .isEqualTo(connector == null ? List.of() : List.of(connector));
    }

    @Test
    void aConnectorThatWarnsAllTheTimeIsHeardThirtyTimesAMinute() {
        for (int i = 0; i < 10_000; i++) {
            warnings.note("WARN", "[loud|task-0] ", "attempt " + i);
            warnings.note("ERROR", "[quiet|task-0] ", "the same");
        }
        assertThat(warnings.after(0)).hasSize(32);
        assertThat(warnings.after(0).get(31).message()).startsWith("More warnings follow");

        clock.addAndGet(60_000);
        long seen = warnings.after(0).get(31).number();
        warnings.note("WARN", "[loud|task-0] ", "x".repeat(100_000));

        assertThat(warnings.after(seen)).singleElement().satisfies(warning -> {
            assertThat(warning.message()).hasSize(1_001);
            assertThat(warning.time()).isEqualTo(61_000);
        });
    }

    @Test
    void ofManyConnectorsTheLastThousandAreKept() {
        for (int i = 0; i < 3_000; i++) {
            warnings.note("WARN", "[c" + i + "|task-0] ", "text");
        }

        List<Warning> kept = warnings.after(0);
        assertThat(kept).hasSize(1_000);
        assertThat(kept.get(999).connector()).isEqualTo("c2999");
        assertThat(kept.get(0).number()).isLessThan(kept.get(1).number());
    }

    @Test
    void theLogOfThisProcessIsHeardUntilTheEnd() throws Exception {
        MDC.put("connector.context", "[meters|task-0] ");
        try {
            Warnings all = Warnings.ofThisProcess();
            Warnings others = Warnings.ofThisProcess();
            log.info("not a warning");
            log.warn("No answer from {}", "host");
            others.close();
            log.error("It fails", new IllegalStateException("cause"));
            all.close();
            log.warn("After the end");

            assertThat(all.after(0))
                    .extracting(warning -> warning.level() + ' ' + warning.connector() + ' ' + warning.message())
                    .containsExactly("WARN meters No answer from host", "ERROR meters It fails");
            assertThat(others.after(0)).hasSize(1);
        } finally {
            MDC.clear();
        }
    }
}
