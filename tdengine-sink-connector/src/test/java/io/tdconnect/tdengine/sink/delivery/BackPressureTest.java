// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.FakeSinkContext;
import io.tdconnect.tdengine.sink.config.WritingOptions.BufferLimits;
import org.junit.jupiter.api.Test;

class BackPressureTest {
    @Test
    void roomIsForTheRecordsWhoseRowsLeaveTheLimitsUnreached() {
        BackPressure backPressure = backPressure(101, 1_000_000);
        assertThat(backPressure.room()).isEqualTo(100);

        take(backPressure, 4, 10, 1);

        assertThat(backPressure.room())
                .as("60 rows are left, 10 come with a record")
                .isEqualTo(6);
    }

    @Test
    void roomIsForTheBytesThatAreLeftToo() {
        BackPressure backPressure = backPressure(1_000, 10_001);

        take(backPressure, 10, 1, 200);

        assertThat(backPressure.room())
                .as("8,000 bytes are left, 200 come with a row")
                .isEqualTo(40);
    }

    private static void take(BackPressure backPressure, int records, int rowsPerRecord, long bytesPerRow) {
        backPressure.mapped(records);
        for (int row = 0; row < records * rowsPerRecord; row++) {
            backPressure.rowAdded(bytesPerRow);
        }
    }

    private static BackPressure backPressure(int rows, long bytes) {
        return new BackPressure(new BufferLimits(rows, bytes), new FakeSinkContext());
    }
}
