// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.read;

import io.tdconnect.csv.file.FileContent;
import io.tdconnect.csv.file.FilePosition;
import io.tdconnect.csv.file.FileSplit;
import io.tdconnect.csv.file.Place;
import io.tdconnect.csv.file.StoredPosition;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.format.Block;
import io.tdconnect.csv.format.BlockReader;
import io.tdconnect.csv.format.Preamble;
import io.tdconnect.csv.format.RowParser;
import io.tdconnect.csv.format.RowText;
import io.tdconnect.csv.record.BadLines;
import io.tdconnect.csv.record.FileRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a file, or a range of one, from its position to its present end, as often as it is asked to. */
final class SplitReader {
    private static final Logger log = LoggerFactory.getLogger(SplitReader.class);

    private final FileSplit split;
    private final ReadOptions options;
    private final BadLines badLines;
    private final Output output;
    private @Nullable StoredPosition position;
    private long rawRead;
    private boolean complete;
    private boolean compressed;

    /** What takes the records. */
    interface Output {
        /** Takes records that were made of so many rows. */
        void accept(FileSplit split, List<SourceRecord> records, long rows) throws InterruptedException;

        /** Whether to stop as soon as possible. */
        boolean isEnding();
    }

    SplitReader(
            FileSplit split, @Nullable StoredPosition position, ReadOptions options, BadLines badLines, Output output) {
        this.split = split;
        this.position = position;
        this.options = options;
        this.badLines = badLines;
        this.output = output;
    }

    FileSplit split() {
        return split;
    }

    /** How many bytes are read of the file itself, or of the range. */
    long done(long size) {
        return complete ? share(size) : Math.min(rawRead, share(size));
    }

    /** How many bytes of a file of this size belong to it. */
    long share(long size) {
        return Math.max(0, Math.min(size, split.to()) - split.from());
    }

    /** Whether nothing can follow unless the file changes. */
    boolean isComplete() {
        return complete;
    }

    /** Whether it is a complete compressed file, to which nothing is appended. */
    boolean isSealed() {
        return complete && compressed;
    }

    /**
     * Reads until no whole row follows.
     *
     * @param size of the file
     * @param whole whether the file is complete, so that a last line without its end is a row
     */
    void read(Path path, long size, boolean whole) throws IOException, BadFileException, InterruptedException {
        complete = false;
        FileContent content = FileContent.of(path, options.format().encoding());
        compressed = content.compression() != FileContent.Compression.NONE;
        checkPosition(path, size, content);
        try {
            read(path, content, whole || compressed);
        } catch (IOException e) {
            if (!options.files().watch() || !FileContent.isCutOff(e)) {
                throw content.explained(e);
            }
            log.debug("{} is not complete yet", path);
        }
    }

    /** Starts from the beginning if the file has a new content. */
    private void checkPosition(Path path, long size, FileContent content) throws IOException {
        StoredPosition known = position;
        if (known == null) {
            return;
        }
        boolean shorter = content.seekable() && known.position().offset() > size;
        if (shorter || !known.isOf(path)) {
            log.warn(
                    "{} has a new content ({}), so it is read from its start",
                    path,
                    shorter ? "shorter than what was read" : "with another beginning");
            position = null;
            rawRead = 0;
        }
    }

    private void read(Path path, FileContent content, boolean whole)
            throws IOException, BadFileException, InterruptedException {
        Preamble preamble;
        try (InputStream in = content.open(0, bytes -> {})) {
            preamble = Preamble.read(in, options.format(), whole);
        }
        if (preamble == null) {
            return;
        }
        FilePosition from = preamble.columns().isEmpty() ? null : from(preamble, content);
        if (from == null) {
            complete = true;
            return;
        }
        Place place = Place.of(split, path);
        FileRecords records = new FileRecords(
                options.records(), badLines, new RowText(options.format().characters()), place, preamble.columns());
        RowParser parser = new RowParser(options.format(), preamble.columns().size());
        rawRead = content.seekable() ? from.offset() - split.from() : 0;
        long rawLimit = share(Long.MAX_VALUE);
        InputStream in = content.open(from.offset(), bytes -> rawRead = Math.min(rawLimit, rawRead + bytes));
        try (BlockReader blocks = new BlockReader(in, from.offset(), from.line(), split.to(), options.format())) {
            long skip = from.rows();
            Block block = blocks.next(whole);
            while (block != null && !output.isEnding()) {
                skip = read(block, skip, parser, records);
                if (skip == 0) {
                    position = new StoredPosition(
                            FilePosition.at(block.next().offset(), block.next().line()), place);
                }
                block = blocks.next(whole);
            }
            complete = block == null && (whole || blocks.isDone() || isAtEnd(path, from));
        }
    }

    /** Returns how many rows are still to be left out. */
    private long read(Block block, long skip, RowParser parser, FileRecords records) throws InterruptedException {
        records.start(block, skip);
        long rows;
        try {
            rows = parser.parse(block, skip, records);
        } catch (ConnectException e) {
            // What precedes the bad line is good.
            output.accept(split, records.beforeFailure(), records.takeRows());
            throw e;
        }
        output.accept(split, records.end(block.next()), records.takeRows());
        return Math.max(0, skip - rows);
    }

    private boolean isAtEnd(Path path, FilePosition from) {
        StoredPosition known = position;
        long offset = known == null ? from.offset() : known.position().offset();
        return offset == path.toFile().length();
    }

    /** Where to begin; null if the range has no row. */
    private @Nullable FilePosition from(Preamble preamble, FileContent content) throws IOException {
        StoredPosition known = position;
        if (known != null && known.position().offset() >= preamble.offset()) {
            return known.position();
        }
        if (split.range() == 0) {
            return FilePosition.at(preamble.offset(), preamble.line());
        }
        long start = content.lineStart(split.from());
        return start < 0 || start >= split.to() ? null : FilePosition.at(start, 0);
    }
}
