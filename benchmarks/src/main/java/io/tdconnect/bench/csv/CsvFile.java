// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.csv;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of meters: seven columns, of which a fifth of the rows has a quoted one with a comma. */
final class CsvFile {
    private static final int ROWS_OF_BUFFER = 10_000;
    private static final String HEADER = "time,current,voltage,phase,groupid,location,tbname\n";
    private static final long FIRST = 1_600_000_000_000L;

    private CsvFile() {}

    /** Writes rows until the file has at least this size, or this number of rows; returns how many there are. */
    static long write(Path file, long rows, long bytes) throws IOException {
        long written = 0;
        long size = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
            while (written < rows && size < bytes) {
                StringBuilder text = new StringBuilder();
                for (long end = Math.min(rows, written + ROWS_OF_BUFFER); written < end; written++) {
                    row(text, written);
                }
                byte[] block = text.toString().getBytes(StandardCharsets.US_ASCII);
                out.write(block);
                size += block.length;
            }
        }
        return written;
    }

    private static void row(StringBuilder text, long number) {
        text.append(FIRST + number)
                .append(',')
                .append(number % 40)
                .append('.')
                .append(number % 10)
                .append(',')
                .append(210 + number % 20)
                .append(",0.")
                .append(30 + number % 9)
                .append(',')
                .append(number % 10)
                .append(number % 5 == 0 ? ",\"California, San Francisco\",d" : ",California.SanFrancisco,d")
                .append(number % 1_000)
                .append('\n');
    }
}
