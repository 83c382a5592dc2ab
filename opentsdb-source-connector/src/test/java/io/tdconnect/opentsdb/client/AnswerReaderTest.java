// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.http.ServerException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that OpenTSDB 2.4.1 has given, and others. */
class AnswerReaderTest {
    private static final String METRIC = "sys.cpu.user";
    private static final List<String> POINTS = List.of(
            "{dc.name=x-1, host=a}",
            "1700000000000 1.0",
            "1700000001000 2.5",
            "1700000001500 9007199254740993",
            "{host=b}",
            "1700000000000 -3.0",
            "1700007200001 1.0E10");

    @ParameterizedTest
    @ValueSource(strings = {"200-series.json", "200-series-of-objects.json"})
    void readsSeriesTimesInMillisecondsAndNumbersWithAllDigits(String file) throws Exception {
        assertThat(points(recorded(file))).isEqualTo(POINTS);
    }

    @Test
    void anAnswerWithoutPointsIsEmpty() throws Exception {
        assertThat(points(recorded("200-empty.json"))).isEmpty();
    }

    @Test
    void annotationsAndOtherMembersAreLeftOut() throws Exception {
        assertThat(points(
                        "[{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":\"a\"},\"aggregateTags\":[\"x\"],\"tsuids\":[\"01\"],"
                                + "\"annotations\":[{\"tsuid\":\"01\",\"custom\":{\"dps\":{}},\"startTime\":1}],"
                                + "\"globalAnnotations\":[{}],\"dps\":[[1700000000000,1]]}]"))
                .containsExactly("{h=a}", "1700000000000 1");
    }

    @Test
    void valuesThatAreNoNumberAreNotANumber() throws Exception {
        assertThat(points("[{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":\"a\"},"
                        + "\"dps\":{\"1\":NaN,\"2\":\"NaN\",\"3\":null,\"4\":-Infinity,\"5\":\"Infinity\",\"6\":1e400,"
                        + "\"7\":99999999999999999999}}]"))
                .containsExactly(
                        "{h=a}", "1 NaN", "2 NaN", "3 NaN", "4 -Infinity", "5 Infinity", "6 Infinity", "7 1.0E20");
    }

    /** At every byte: nothing that is cut off passes for complete. */
    @Test
    void anAnswerThatEndsEarlyIsAFailure() throws Exception {
        byte[] whole = recorded("200-series.json").getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            String cut = new String(whole, 0, length, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> points(cut)).as("after %s bytes", length).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"metric\":\"other\",\"tags\":{\"h\":\"a\"},\"dps\":[[1,1]]}]",
                "[{\"metric\":\"sys.cpu.user\",\"dps\":[[1,1]],\"tags\":{\"h\":\"a\"}}]",
                "[{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":\"a\"},\"dps\":[[1.5,1]]}]",
                "[{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":\"a\"},\"dps\":{\"x\":1}}]",
                "[{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":\"a\"},\"dps\":[[1,\"one\"]]}]",
                "[{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":\"a\"},\"dps\":[[1,2,3]]}]",
                "[{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":{}},\"dps\":[]}]",
                "[{\"metric\":\"sys.cpu.user\",\"tags\":[],\"dps\":[]}]",
                "[[]]",
                "{}",
                "[] []",
                "secret <html>"
            })
    void otherAnswersAreRefusedWithoutQuotingThem(String answer) {
        assertThatThrownBy(() -> points(answer))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Expected")
                .hasMessageNotContaining("secret");
    }

    @Test
    void deepAndLongContentsCostNoMemory() {
        assertThatThrownBy(() -> points("[{\"x\":" + "[".repeat(1_000_000))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> points("[{\"metric\":\"" + "x".repeat(1_000_000)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> points("[{\"metric\":\"sys.cpu.user\",\"tags\":{},\"dps\":[[1," + "9".repeat(100_000)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reader("[\"a\",\"b\",\"c\"]").readTexts(2)).hasMessageContaining("at most 2 names");
    }

    @ParameterizedTest
    @CsvSource({
        "400-unknown-metric.json, NOT_FOUND, No such name for 'metrics': 'nope'",
        "400-duplicate.json, REFUSED, tsd.storage.fix_duplicates=true",
        "413-limit.json, TOO_MUCH, more than our limit of 2000 data points",
        "404-page.html, REFUSED, HTTP status 404"
    })
    void failuresOfTheServerAreToldApart(String file, Kind kind, String text) throws Exception {
        ServerException failure =
                Refusals.of(Integer.parseInt(file.substring(0, 3)), recorded(file), Duration.ofSeconds(3));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(text).hasMessageNotContaining("net.opentsdb.tsd");
        assertThat(failure.askedPause()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "301, REFUSED", "400, TOO_MUCH", "401, CREDENTIALS", "403, PRIVILEGE", "407, CREDENTIALS", "408, TOO_MUCH",
        "414, TOO_MUCH", "429, UNAVAILABLE", "500, UNAVAILABLE", "501, REFUSED", "502, UNAVAILABLE", "503, UNAVAILABLE",
        "504, TOO_MUCH"
    })
    void statusesWithoutAMessageAreToldApart(int status, Kind kind) {
        assertThat(Refusals.of(status, "", Duration.ZERO).kind()).isEqualTo(kind);
    }

    private static List<String> points(String answer) throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        reader(answer).readPoints(METRIC, new AnswerReader.Points() {
            @Override
            public void series(Map<String, String> tags) {
                found.add(new TreeMap<>(tags).toString());
            }

            @Override
            public void point(long millis, Number value) {
                found.add(millis + " " + value);
            }
        });
        return found;
    }

    private static AnswerReader reader(String answer) throws IOException {
        return new AnswerReader(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    }

    private static String recorded(String file) throws IOException {
        try (InputStream stream = AnswerReaderTest.class.getResourceAsStream("/recorded/" + file)) {
            assertThat(stream).as(file).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
