// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Ticks of all processors of the machine since it started, from {@code /proc/stat} of Linux.
 *
 * @param idle without work, or waiting for a disk
 * @param stolen in which the hypervisor gave the processor to another machine
 */
public record MachineTime(long total, long idle, long stolen) {
    private static final Path FILE = Path.of("/proc/stat");
    // user nice system idle iowait irq softirq steal; what follows is part of user and nice.
    private static final int COLUMNS = 8;

    /** All are 0 on a system without this file. */
    public static MachineTime now() throws IOException {
        return Files.isReadable(FILE) ? of(Files.readAllLines(FILE).get(0)) : new MachineTime(0, 0, 0);
    }

    /** From the first line of the file. */
    static MachineTime of(String line) {
        String[] columns = line.trim().split(" +", -1);
        if (columns.length <= COLUMNS || !columns[0].equals("cpu")) {
            throw new IllegalArgumentException("Expected cpu and " + COLUMNS + " numbers, found: " + line);
        }
        long[] ticks = new long[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            ticks[i] = Long.parseLong(columns[i + 1]);
        }
        return new MachineTime(LongStream.of(ticks).sum(), ticks[3] + ticks[4], ticks[7]);
    }

    /** Adds the shares of the time since then: a machine that was shared makes rates worthless. */
    public void addSince(MachineTime before, Map<String, String> figures) {
        long passed = total - before.total;
        if (passed > 0) {
            figures.put("machine_steal", percent(stolen - before.stolen, passed));
            figures.put("machine_idle", percent(idle - before.idle, passed));
        }
    }

    private static String percent(long part, long of) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * part / of);
    }
}
