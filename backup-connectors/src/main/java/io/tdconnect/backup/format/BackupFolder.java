// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import io.tdconnect.common.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The folder with the backup of one database: the manifest and the segments.
 *
 * <p>The manifest ends with a checksum of itself: SHA-256 of its bytes with 64 zeros in place of the checksum. It is replaced
 * as a whole, after the segments that it lists.
 */
public record BackupFolder(Path path) {
    /** Name of the manifest. */
    public static final String MANIFEST = "manifest.json";

    /** End of the names of files that are not complete. */
    public static final String TEMPORARY = ".tmp";

    private static final String CHECKSUM = "\"sha256\": \"";
    private static final String END = "\"\n}\n";
    private static final String ZEROS = "0".repeat(64);
    private static final JsonTree TREE = new JsonTree(JsonTree::exact, true);
    private static final int BUFFER = 1 << 16;

    /** The folder of a database; its name has percent signs for all but letters, digits, underscore and hyphen. */
    public static BackupFolder of(Path directory, String database) {
        StringBuilder name = new StringBuilder();
        for (byte b : database.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_' || b == '-';
            name.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return new BackupFolder(directory.resolve(name.toString()));
    }

    /** The folders with a manifest: this directory itself, or those in it, by name. */
    public static List<BackupFolder> in(Path directory) throws IOException {
        if (Files.exists(directory.resolve(MANIFEST))) {
            return List.of(new BackupFolder(directory));
        }
        List<BackupFolder> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path child : children) {
                BackupFolder folder = new BackupFolder(child);
                if (Files.exists(child.resolve(MANIFEST)) || folder.hasSegments()) {
                    found.add(folder);
                }
            }
        }
        Collections.sort(found, (a, b) -> a.path.compareTo(b.path));
        return found;
    }

    /** The name of a segment's file. */
    public static String segmentName(int number, Compression compression) {
        return String.format("segment-%08d.jsonl%s", number, compression.suffix());
    }

    /**
     * The manifest; empty if nothing has been written to the folder.
     *
     * @throws DamagedBackupException if it is missing although there are segments, or is not as it was written
     */
    public Optional<Manifest> manifest() throws IOException {
        Path file = path.resolve(MANIFEST);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            if (hasSegments()) {
                throw new DamagedBackupException(file, "expected a manifest beside the segments, found none");
            }
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int checksum = text.lastIndexOf(CHECKSUM) + CHECKSUM.length();
        if (text.length() != checksum + ZEROS.length() + END.length() || !text.endsWith(END)) {
            throw new DamagedBackupException(
                    file, "expected a manifest that ends with its checksum, found another end");
        }
        String found = text.substring(checksum, checksum + ZEROS.length());
        String zeroed = text.substring(0, checksum) + ZEROS + END;
        if (!found.equals(hex(sha256().digest(zeroed.getBytes(StandardCharsets.UTF_8))))) {
            throw new DamagedBackupException(
                    file, "expected a manifest with the checksum at its end, found other content");
        }
        try {
            return Optional.of(Manifest.of(object(text)));
        } catch (IllegalArgumentException | DataException e) {
            throw new DamagedBackupException(file, String.valueOf(e.getMessage()));
        }
    }

    /** Replaces the manifest; the new one is on the disk afterwards. */
    public void write(Manifest manifest) throws IOException {
        StringBuilder text = new StringBuilder("{\n");
        manifest.json().forEach((name, value) -> {
            text.append(JsonText.of(name)).append(": ");
            if (name.equals("segments") && value instanceof List<?> list) {
                text.append("[");
                for (int i = 0; i < list.size(); i++) {
                    text.append(i == 0 ? "\n  " : ",\n  ").append(JsonText.of(list.get(i)));
                }
                text.append(list.isEmpty() ? "]" : "\n]");
            } else {
                text.append(JsonText.of(value));
            }
            text.append(",\n");
        });
        text.append(CHECKSUM);
        String checksum = hex(sha256().digest((text + ZEROS + END).getBytes(StandardCharsets.UTF_8)));
        Path temporary = path.resolve(MANIFEST + TEMPORARY);
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap((text + checksum + END).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, path.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    /** Makes renamed files of the folder durable, where the system can. */
    public void sync() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /**
     * Checks length and checksum of a segment.
     *
     * @throws DamagedBackupException if it is missing or differs
     */
    public void verify(Segment segment) throws IOException {
        Path file = path.resolve(segment.file());
        MessageDigest digest = sha256();
        long bytes = 0;
        try (InputStream in = new FilePrefix(Files.newInputStream(file), segment.bytes())) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                bytes += count;
            }
        } catch (NoSuchFileException e) {
            throw missing(file, segment);
        }
        if (bytes != segment.bytes()) {
            throw new DamagedBackupException(file, "expected " + segment.bytes() + " bytes, found " + bytes);
        }
        if (!hex(digest.digest()).equals(segment.sha256())) {
            throw new DamagedBackupException(file, "expected the checksum of the manifest, found other content");
        }
    }

    /**
     * Checks that a segment exists with at least its length, without reading it.
     *
     * @throws DamagedBackupException if it is missing or shorter
     */
    public void verifyLength(Segment segment) throws IOException {
        Path file = path.resolve(segment.file());
        if (!Files.isRegularFile(file)) {
            throw missing(file, segment);
        }
        if (Files.size(file) < segment.bytes()) {
            throw new DamagedBackupException(file, "expected " + segment.bytes() + " bytes, found " + Files.size(file));
        }
    }

    static DamagedBackupException missing(Path file, Segment segment) {
        return new DamagedBackupException(file, "expected a segment of " + segment.rows() + " rows, found no file");
    }

    /** A new calculation of the checksum. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A checksum as text. */
    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private boolean hasSegments() throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(
                path, file -> file.getFileName().toString().matches("segment-\\d+\\.jsonl(\\.zst|\\.gz)?"))) {
            return segments.iterator().hasNext();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(String text) {
        if (TREE.parse(text) instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("expected an object, found another value");
    }
}
