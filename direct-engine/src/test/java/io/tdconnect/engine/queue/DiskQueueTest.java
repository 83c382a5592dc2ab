// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.engine.queue.DiskQueue.Entry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskQueueTest {
    private static final DiskQueue.Limits LARGE = new DiskQueue.Limits(100 << 20, 10);
    /** Segments of 64 KiB. */
    private static final DiskQueue.Limits SMALL = new DiskQueue.Limits(1 << 20, 10);

    @TempDir
    private Path folder;

    @Test
    void recordsComeInOrderAndAreForgottenWhenConfirmed() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            queue.add(records(0, 1000));
            queue.sync();
            assertThat(values(queue, 1000)).isEqualTo(range(0, 1000));
            assertThat(queue.records()).isEqualTo(1000);
            queue.confirm(400);
            assertThat(queue.records()).isEqualTo(600);
            assertThat(queue.read(10, 1)).isEmpty();
        }
        try (DiskQueue again = DiskQueue.open(folder, LARGE)) {
            assertThat(again.confirmed()).isEqualTo(400);
            List<Entry> rest = read(again, 600);
            assertThat(rest).extracting(each -> each.content().value()).isEqualTo(range(400, 1000));
            assertThat(rest.get(0).number()).isEqualTo(400);
            again.add(records(1000, 1010));
            assertThat(values(again, 10)).isEqualTo(range(1000, 1010));
            again.confirm(1010);
        }
        try (DiskQueue third = DiskQueue.open(folder, LARGE)) {
            assertThat(third.records()).isZero();
            third.add(records(5, 6));
            assertThat(read(third, 1).get(0).number()).isEqualTo(1010);
        }
    }

    /** Also while one thread adds and another one reads, over many files that are deleted when they are confirmed. */
    @Test
    void filesAreDeletedAndTheQueueStaysWithinItsLimit() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, SMALL)) {
            Thread adder = adder(queue, 100_000);
            for (long next = 0; next < 100_000; ) {
                List<Entry> entries = queue.read(1000, 1000);
                for (Entry entry : entries) {
                    assertThat(entry.number()).isEqualTo(next);
                    assertThat(entry.content().value()).isEqualTo(next++);
                }
                queue.confirm(next);
                assertThat(queue.bytes()).isLessThanOrEqualTo(1 << 20);
            }
            adder.join();
            assertThat(segments()).hasSize(1);
        }
    }

    @Test
    void addingWaitsWhileTheQueueIsFull() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, SMALL)) {
            Thread adder = adder(queue, 200_000);
            await().until(queue::full);
            long held = queue.records();
            await().during(Duration.ofMillis(100)).until(() -> queue.records() == held);
            assertThat(values(queue, (int) held)).isEqualTo(range(0, held));
            queue.confirm(held);
            await().until(() -> queue.records() > held / 2);
            adder.interrupt();
            adder.join();
        }
    }

    @Test
    void whatACrashHasLeftHalfWrittenIsCutOff() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            queue.add(records(0, 10));
            queue.add(records(10, 20));
        }
        Path file = segments().get(0);
        long whole = Files.size(file);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(whole - 3);
        }

        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            assertThat(queue.records()).isEqualTo(10);
            queue.add(records(100, 105));
            assertThat(values(queue, 15))
                    .isEqualTo(Stream.concat(range(0, 10).stream(), range(100, 105).stream())
                            .toList());
        }
    }

    @Test
    void aWrongByteAtTheEndIsCutOff() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            queue.add(records(0, 10));
            queue.add(records(10, 20));
        }
        damage(segments().get(0), Files.size(segments().get(0)) - 1);

        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            assertThat(values(queue, 10)).isEqualTo(range(0, 10));
            assertThat(queue.records()).isEqualTo(10);
        }
    }

    /** A fault of the disk in an older file: what is after it in other files is read. */
    @Test
    void aWrongByteInAnOlderFileLosesTheRestOfThatFileOnly() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, SMALL)) {
            for (int i = 0; i < 20; i++) {
                queue.add(records(i * 1000L, i * 1000L + 1000));
            }
        }
        List<Path> files = segments();
        assertThat(files).hasSizeGreaterThan(2);
        damage(files.get(0), 20);

        try (DiskQueue queue = DiskQueue.open(folder, SMALL)) {
            List<Entry> read = new ArrayList<>();
            List<Entry> more = queue.read(1000, 10);
            while (!more.isEmpty()) {
                read.addAll(more);
                more = queue.read(1000, 10);
            }
            long first = Long.parseLong(files.get(1).getFileName().toString().substring(0, 19));
            assertThat(read.get(0).number()).isEqualTo(first);
            assertThat(read).extracting(each -> each.content().value()).isEqualTo(range(first, 20_000));
        }
    }

    @Test
    void aLostFileOfConfirmationsGivesRecordsAgain() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            queue.add(records(0, 10));
            queue.confirm(10);
        }
        Files.write(folder.resolve("confirmed"), new byte[] {1, 2, 3});

        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            assertThat(values(queue, 10)).isEqualTo(range(0, 10));
        }
    }

    @Test
    void numbersAreNotUsedTwiceWhenTheEndOfTheQueueIsLost() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            queue.add(records(0, 10));
            queue.confirm(10);
        }
        for (Path file : segments()) {
            Files.delete(file);
        }

        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            queue.add(records(77, 78));
            assertThat(read(queue, 1).get(0).number()).isEqualTo(10);
        }
    }

    /** A folder in the place of the next file stands for a disk on which nothing can be written. */
    @Test
    void aDiskThatFailsMakesTheSourceWait() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, SMALL)) {
            queue.add(records(0, 10_000));
            Path obstacle = folder.resolve(String.format("%019d.records", 10_000));
            Files.createDirectory(obstacle);

            Thread adder = adder(queue, 500);
            await().until(queue::full);
            assertThat(values(queue, 10_000)).isEqualTo(range(0, 10_000));
            assertThat(queue.records()).isEqualTo(10_000);
            Files.delete(obstacle);
            adder.join();

            assertThat(values(queue, 500)).isEqualTo(range(0, 500));
            assertThat(queue.full()).isFalse();
        }
    }

    @Test
    void onlyOneOwner() {
        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            assertThat(queue.records()).isZero();
            assertThatThrownBy(() -> DiskQueue.open(folder, LARGE))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("the queue " + folder)
                    .hasMessageContaining("in use by process");
        }
    }

    @Test
    void aRecordThatCannotBeWrittenIsReportedAndTheOthersAreNotAffected() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, LARGE)) {
            List<SourceRecord> added = new ArrayList<>(records(0, 2));
            added.add(new SourceRecord(null, null, "new", null, new Object()));
            assertThatThrownBy(() -> queue.add(added)).isInstanceOf(DataException.class);
            queue.add(List.of(new SourceRecord(null, null, "new", null, 2L)));

            assertThat(values(queue, 3)).isEqualTo(range(0, 3));
        }
    }

    private static Thread adder(DiskQueue queue, long count) {
        Thread adder = new Thread(() -> {
            try {
                for (long i = 0; i < count; i += 500) {
                    queue.add(records(i, i + 500));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        adder.start();
        return adder;
    }

    private static List<SourceRecord> records(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> new SourceRecord(null, null, "t", Schema.INT64_SCHEMA, number))
                .toList();
    }

    private static List<Object> range(long from, long to) {
        return LongStream.range(from, to).mapToObj(number -> (Object) number).toList();
    }

    private static List<@Nullable Object> values(DiskQueue queue, int count) throws Exception {
        return read(queue, count).stream().map(each -> each.content().value()).toList();
    }

    private static List<Entry> read(DiskQueue queue, int count) throws Exception {
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < count) {
            List<Entry> more = queue.read(count - entries.size(), 5_000);
            assertThat(more).isNotEmpty();
            entries.addAll(more);
        }
        return entries;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".records"))
                    .sorted()
                    .toList();
        }
    }

    private static void damage(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int old = bytes.read();
            bytes.seek(position);
            bytes.write(old ^ 1);
        }
    }
}
