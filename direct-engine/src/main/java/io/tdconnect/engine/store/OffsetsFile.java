// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.store;

import io.tdconnect.common.json.JsonTree;
import io.tdconnect.common.json.ValueJson;
import java.io.FileOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * The positions in a source, in a JSON file that is replaced as a whole: after a crash it contains the old positions or the
 * new ones. Thread-safe.
 */
public final class OffsetsFile implements OffsetStorageReader, AutoCloseable {
    private static final int FORMAT = 1;
    private static final int MAX_DEPTH = 20;

    private final Path file;
    private final String connector;
    private final SoleOwner owner;
    private final Map<Map<String, Object>, Map<String, Object>> offsets;
    private long nextRecord;
    private boolean changed;

    private OffsetsFile(Path file, String connector, SoleOwner owner, Map<String, Object> content) {
        this.file = file;
        this.connector = connector;
        this.owner = owner;
        this.offsets = offsets(content);
        this.nextRecord = content.get("nextRecord") instanceof Number next ? next.longValue() : 0;
    }

    /**
     * Locks and reads the file; without one there are no positions.
     *
     * @param connector class of the source connector, to which the positions belong
     * @throws ConnectException if another engine uses the file, it cannot be read, or it belongs to another connector
     */
    public static OffsetsFile open(Path file, String connector) {
        SoleOwner owner = null;
        boolean opened = false;
        try {
            owner = SoleOwner.of(file.resolveSibling(file.getFileName() + ".lock"), "the offsets file " + file);
            OffsetsFile made = new OffsetsFile(file, connector, owner, read(file, connector));
            opened = true;
            return made;
        } catch (IOException e) {
            throw new ConnectException("The offsets file " + file + " cannot be used: " + e, e);
        } finally {
            if (owner != null && !opened) {
                owner.close();
            }
        }
    }

    @Override
    public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
        synchronized (this) {
            return offsets.get(asRead(partition));
        }
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
        for (Map<String, T> partition : partitions) {
            Map<String, Object> offset = offset(partition);
            if (offset != null) {
                found.put(partition, offset);
            }
        }
        return found;
    }

    /** Takes a position, which is in the file after the next {@link #store}; null forgets the position. */
    public synchronized void put(@Nullable Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        if (partition == null) {
            return;
        }
        if (offset == null) {
            offsets.remove(asRead(partition));
        } else {
            offsets.put(asRead(partition), asRead(offset));
        }
        changed = true;
    }

    /** A number that no record has had as its offset in the sink, as far as the last {@link #store} knows. */
    public synchronized long nextRecord() {
        return nextRecord;
    }

    /** Raises {@link #nextRecord}. */
    public synchronized void usedBefore(long next) {
        if (next > nextRecord) {
            nextRecord = next;
            changed = true;
        }
    }

    /**
     * Writes the positions if some have changed; when it returns, the disk has them.
     *
     * @throws IOException if it cannot be written: the file then still contains the positions of the last success
     */
    public synchronized void store() throws IOException {
        if (!changed) {
            return;
        }
        Path whole = file.toAbsolutePath();
        Path next = whole.resolveSibling(whole.getFileName() + ".next");
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(text().getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        Files.move(next, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(Objects.requireNonNull(whole.getParent()));
        changed = false;
    }

    /** Makes the names of files in a folder safe; systems that cannot open folders do that by themselves. */
    public static void syncFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Releases the lock; what {@link #store} has not written is lost. */
    @Override
    public void close() {
        owner.close();
    }

    private String text() {
        List<Object> entries = new ArrayList<>();
        offsets.forEach((partition, offset) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("partition", partition);
            entry.put("offset", offset);
            entries.add(entry);
        });
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("format", FORMAT);
        content.put("connector", connector);
        content.put("nextRecord", nextRecord);
        content.put("offsets", entries);
        return new ValueJson(FailuresFile::asText, MAX_DEPTH).text(content) + "\n";
    }

    private static Map<String, Object> read(Path file, String connector) throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<String, Object> content;
        try {
            content = object(new JsonTree(JsonTree::exact, true).parse(Files.readString(file)));
        } catch (DataException e) {
            throw new ConnectException(
                    "Expected positions of a source in the offsets file " + file + ", found: " + e.getMessage()
                            + ". Restore the file, or remove it to start again",
                    e);
        }
        if (!BigInteger.valueOf(FORMAT).equals(content.get("format"))) {
            throw new ConnectException("Expected format " + FORMAT + " of the offsets file " + file + ", found "
                    + content.get("format") + "; use the version that wrote it, or another file");
        }
        if (!connector.equals(content.get("connector"))) {
            throw new ConnectException("Expected the offsets file " + file + " to belong to " + connector
                    + ", found positions of " + content.get("connector") + "; choose another file");
        }
        return content;
    }

    private static Map<Map<String, Object>, Map<String, Object>> offsets(Map<String, Object> content) {
        Map<Map<String, Object>, Map<String, Object>> offsets = new LinkedHashMap<>();
        if (content.get("offsets") instanceof List<?> entries) {
            for (Object entry : entries) {
                Map<String, Object> both = object(entry);
                offsets.put(asRead(object(both.get("partition"))), asRead(object(both.get("offset"))));
            }
        }
        return offsets;
    }

    @SuppressWarnings("unchecked") // Names of JSON objects are texts.
    private static Map<String, Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new DataException("expected an object");
    }

    /** As the values will be after the next start: as on a worker, whole numbers are Long and others Double. */
    private static Map<String, Object> asRead(Map<String, ?> values) {
        Map<String, Object> read = new LinkedHashMap<>();
        values.forEach((name, value) -> read.put(name, asRead(name, value)));
        return read;
    }

    private static @Nullable Object asRead(String name, @Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger number) {
            return number.longValueExact();
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return ((Number) value).doubleValue();
        }
        throw new DataException("Expected texts, numbers and booleans in a source offset, found in " + name + " a "
                + value.getClass().getName());
    }
}
