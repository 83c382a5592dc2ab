// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ConfigProblemsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ConfigProblems problems =
            ConfigProblems.of(new Config(List.of(new ConfigValue("url"), new ConfigValue("password"))));

    @Test
    void addsProblemsToTheirOptionKnownOrNot() {
        assertThat(problems.none()).isTrue();

        problems.add("url", "wrong");
        problems.add("other", "unknown");

        assertThat(problems.none()).isFalse();
        assertThat(errors("url")).containsExactly("wrong");
        assertThat(errors("other")).containsExactly("unknown");
        assertThat(errors("password")).isEmpty();
    }

    @Test
    void liveCheckThatPassesLeavesNoProblem() {
        problems.liveCheck(LIMIT, "url", () -> "no answer", () -> {});

        assertThat(problems.none()).isTrue();
    }

    @Test
    void optionProblemLandsOnItsOptionAndEverythingElseOnTheFallback() {
        problems.liveCheck(LIMIT, "url", () -> "no answer", () -> {
            throw new OptionException("password", "refused");
        });
        assertThat(errors("password")).containsExactly("refused");
        assertThat(errors("url")).isEmpty();

        ConfigProblems others = ConfigProblems.of(new Config(List.of(new ConfigValue("url"))));
        others.liveCheck(LIMIT, "url", () -> "no answer", () -> {
            throw new IOException("no route");
        });
        assertThat(others.config().configValues().get(0).errorMessages()).containsExactly("no route");
    }

    @Test
    void errorsOfClassLoadingAreReportedToo() {
        problems.liveCheck(LIMIT, "url", () -> "no answer", () -> {
            throw new NoClassDefFoundError();
        });

        assertThat(errors("url")).containsExactly("NoClassDefFoundError");
    }

    @Test
    void timeOutInterruptsTheCheck() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        problems.liveCheck(Duration.ofMillis(20), "url", () -> "no answer", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        assertThat(errors("url"))
                .singleElement()
                .asString()
                .contains("no answer within 0.02 s (validate.connection.timeout.ms)");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doesNotTryAConfigThatIsWrongAnyway() {
        problems.add("password", "missing");

        problems.liveCheck(LIMIT, "url", () -> "no answer", () -> {
            throw new IOException("must not run");
        });

        assertThat(errors("url")).isEmpty();
    }

    private List<String> errors(String option) {
        return problems.config().configValues().stream()
                .filter(value -> value.name().equals(option))
                .flatMap(value -> value.errorMessages().stream())
                .toList();
    }
}
