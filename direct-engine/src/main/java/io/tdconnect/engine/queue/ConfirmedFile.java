// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The number of the first record that is not confirmed, in two places that are written in turn, so that one is whole. It is not
 * forced to the disk: after a crash of the machine some records come again.
 */
final class ConfirmedFile implements AutoCloseable {
    private static final int SIZE = 12;

    private final RandomAccessFile file;
    private boolean second;
    private long confirmed;

    ConfirmedFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        for (int place = 0; place < 2; place++) {
            byte[] content = new byte[SIZE];
            file.seek((long) place * SIZE);
            if (file.read(content) == SIZE) {
                ByteSource fields = new ByteSource(content, SIZE);
                long number = fields.readFixedLong();
                if (fields.readFixedInt() == checksum(content) && number > confirmed) {
                    confirmed = number;
                    second = place == 0;
                }
            }
        }
    }

    long confirmed() {
        return confirmed;
    }

    void write(long number) throws IOException {
        Bytes content = new Bytes();
        content.addFixedLong(number);
        content.addFixedInt(checksum(content.array()));
        file.seek(second ? SIZE : 0);
        file.write(content.array(), 0, SIZE);
        second = !second;
        confirmed = number;
    }

    @Override
    public void close() throws IOException {
        file.getFD().sync();
        file.close();
    }

    private static int checksum(byte[] number) {
        CRC32C checksum = new CRC32C();
        checksum.update(number, 0, 8);
        return (int) checksum.getValue();
    }
}
