// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.store;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.json.ValueJson;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The records that could not be transformed or written: a line of JSON for each, with the reason, the place in the source and
 * the record itself. Only the user of the process may read it. Thread-safe.
 */
public final class FailuresFile implements AutoCloseable {
    private static final int MAX_DEPTH = 1000;
    private static final int MOST_CAUSES = 10;

    private final Path file;
    private final FileOutputStream out;
    private boolean unsynced;

    /**
     * The place of a record in its source.
     *
     * @param partition null if it is unknown
     * @param offset null if it is unknown
     */
    public record Place(
            @Nullable Map<String, ?> partition, @Nullable Map<String, ?> offset) {}

    private FailuresFile(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Creates the file, or appends to it.
     *
     * @throws ConnectException if it cannot be written
     */
    public static FailuresFile open(Path file) {
        try {
            Path whole = file.toAbsolutePath();
            Files.createDirectories(whole.getParent());
            boolean created = !Files.exists(whole);
            FileOutputStream out = new FileOutputStream(whole.toFile(), true);
            if (created && Files.getFileStore(whole).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        whole, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
            return new FailuresFile(file, out);
        } catch (IOException e) {
            throw new ConnectException("The file for failures " + file + " cannot be written: " + e, e);
        }
    }

    /**
     * Appends a record.
     *
     * @param stage where it failed, such as the name of a transform
     * @throws ConnectException if it cannot be written
     */
    public void append(String stage, ConnectRecord<?> failed, long offset, Place place, Throwable reason) {
        byte[] line = (line(stage, failed, offset, place, reason) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            try {
                out.write(line);
                unsynced = true;
            } catch (IOException e) {
                throw cannot(e);
            }
        }
    }

    /**
     * Returns when the disk has all lines; to be called before their records are confirmed.
     *
     * @throws ConnectException if it cannot be written
     */
    public synchronized void sync() {
        if (unsynced) {
            try {
                out.getFD().sync();
                unsynced = false;
            } catch (IOException e) {
                throw cannot(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw cannot(e);
        }
    }

    private ConnectException cannot(IOException e) {
        return new ConnectException(
                "The file for failures " + file + " cannot be written, so a failed record would be lost: " + e, e);
    }

    private static String line(String stage, ConnectRecord<?> failed, long offset, Place place, Throwable reason) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().toString());
        line.put("stage", stage);
        line.put("reason", reason(reason));
        line.put("exception", reason.getClass().getName());
        line.put("topic", failed.topic());
        line.put("partition", failed.kafkaPartition());
        line.put("offset", offset);
        line.put("sourcePartition", place.partition());
        line.put("sourceOffset", place.offset());
        line.put("timestamp", failed.timestamp());
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        for (Header header : failed.headers()) {
            headers.put(header.key(), header.value());
        }
        line.put("headers", headers);
        line.put("key", readable(failed.key()));
        line.put("value", readable(failed.value()));
        return new ValueJson(FailuresFile::asText, MAX_DEPTH).text(line);
    }

    /** Payloads are mostly text, which is easier to read than Base64. */
    private static @Nullable Object readable(@Nullable Object value) {
        if (!(value instanceof byte[] bytes)) {
            return value;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : value;
    }

    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder(message(failure));
        Throwable cause = failure.getCause();
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (reason.indexOf(message(cause)) < 0) {
                reason.append(": ").append(message(cause));
            }
            cause = cause.getCause();
        }
        return reason.toString();
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    static void asText(JsonBytes json, @Nullable Schema schema, Object value) {
        if (value instanceof Long number) {
            json.addNumber(number);
        } else {
            json.addText(String.valueOf(value));
        }
    }
}
