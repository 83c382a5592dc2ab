// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.source.ReadOutcome;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.record.RowLimit;
import io.tdconnect.tdengine.source.record.RowShape;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.SplitDescription;
import io.tdconnect.tdengine.source.server.TableSplit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitReaderTest {
    private static final long HOUR = 3_600_000L;
    private static final long BEGIN = 1_700_000_000_000L;
    private static final long END = BEGIN + 100 * HOUR;

    /** A server without rows that fails for long windows. */
    private static final class WeakServer implements QueryClient {
        private static final Pattern WINDOW = Pattern.compile(".*_c0 >= (\\d+) AND _c0 < (\\d+).*");

        private final int code;
        private final long longest;
        private final List<long[]> windows = new ArrayList<>();
        private int failures;

        WeakServer(int code, long longest) {
            this.code = code;
            this.longest = longest;
        }

        @Override
        public void query(String sql, BlockConsumer blocks) throws SQLException {
            long[] window = window(sql);
            if (window[1] - window[0] > longest) {
                failures++;
                throw new SQLException("too much", null, code);
            }
            windows.add(window);
        }

        /** The time of the first row, which is always at the beginning. */
        @Override
        public List<List<@Nullable Object>> rows(String sql) {
            return List.of(List.of(window(sql)[0]));
        }

        @Override
        public void close() {}

        private static long[] window(String sql) {
            Matcher found = WINDOW.matcher(sql);
            assertThat(found.matches()).as(sql).isTrue();
            return new long[] {Long.parseLong(found.group(1)), Long.parseLong(found.group(2))};
        }
    }

    /** No answer in time, the server's own time-out, and the server out of memory. */
    @ParameterizedTest
    @ValueSource(ints = {0x231e, 0x12c, 0x102})
    void windowsThatAreTooMuchShrinkAndNothingIsLeftOut(int code) throws InterruptedException {
        WeakServer server = new WeakServer(code, HOUR);
        SplitReader reader = reader();

        ReadOutcome outcome = ReadOutcome.PROGRESS;
        while (outcome == ReadOutcome.PROGRESS && server.failures < 1_000) {
            try {
                outcome = reader.readNext(server, Long.MAX_VALUE, true);
            } catch (SQLException e) {
                assertThat(e.getErrorCode()).isEqualTo(code);
            }
        }

        assertThat(outcome).isEqualTo(ReadOutcome.DONE);
        assertThat(server.failures).isBetween(5, 300);
        long reached = BEGIN;
        for (long[] window : server.windows) {
            assertThat(window[0]).isEqualTo(reached);
            reached = window[1];
        }
        assertThat(reached).isEqualTo(END);
    }

    private static SplitReader reader() {
        TableSplit split = TableSplit.ofTable("m", "d");
        RecordOptions records = new RecordOptions(
                Template.parse("t"),
                true,
                RoutingMode.ALL,
                RecordOptions.RecordTimestamp.ARRIVAL,
                1,
                RecordOptions.ValueFormat.STRUCT,
                new RowLimit(1_000_000, RowLimit.OnLargeRow.FAIL));
        return new SplitReader(
                SplitDescription.ofTable(split, 1, SplitDescription.Tags.NONE),
                SplitPosition.at(BEGIN, 1),
                new SplitReader.Limits(END, false, 0, Long.MAX_VALUE, 500_000),
                new SplitRows.Target("power", records, new RowShape.Cache(Precision.MS), 5_000),
                (batch, rows) -> {});
    }
}
