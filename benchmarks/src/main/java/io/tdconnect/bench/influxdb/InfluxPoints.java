// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.influxdb;

import io.tdconnect.testing.InfluxdServer;
import java.util.ArrayList;
import java.util.List;

/** Points of five fields in a thousand series, a second apart in each. */
public final class InfluxPoints {
    private static final int SERIES = 1_000;
    private static final long FIRST = 1_600_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private InfluxPoints() {}

    /** Creates the database and writes points. */
    public static void fill(InfluxdServer influxd, String database, int points) {
        influxd.createDatabase(database);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            lines.add(line(i));
            if (lines.size() == 10_000 || i == points - 1) {
                influxd.write(database, lines);
                lines.clear();
            }
        }
    }

    private static String line(int index) {
        int series = index % SERIES;
        int step = index / SERIES;
        return "m,device=d" + series + ",site=s" + series % 100 + " a=" + (step * 0.25 + series) + ",b=" + step % 100
                + ".5,c=" + index + "i,d=\"state" + step % 7 + "\",e=" + (index % 2 == 0) + " "
                + (FIRST + step * SECOND + series);
    }
}
