// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The files of the pages and of the libraries that they load, from the class path; each is read once. */
final class StaticFiles {
    private static final String PAGES = "/io/tdconnect/console/web/";
    private static final String LIBRARIES = "/io/tdconnect/console/lib/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
    private static final Pattern INLINE = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /**
     * A file as it is sent.
     *
     * @param tag changes with the content
     * @param compressed by gzip
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record StaticFile(String mediaType, String tag, byte[] content, byte[] compressed) {}

    /** A file by its path below the root; null if there is none. */
    @Nullable
    StaticFile file(String path) {
        String name = path.isEmpty() ? "index.html" : path;
        StaticFile known = files.get(name);
        if (known == null && NAME.matcher(name).matches() && TYPES.containsKey(ending(name))) {
            known = read(name);
            if (known != null) {
                files.put(name, known);
            }
        }
        return known;
    }

    /** The sources of scripts, for the header Content-Security-Policy: own files and the import map of the page. */
    String scriptSources() {
        StaticFile index = file("");
        Matcher inline = INLINE.matcher(index == null ? "" : new String(index.content, StandardCharsets.UTF_8));
        return inline.find()
                ? "'self' 'sha256-"
                        + Base64.getEncoder()
                                .encodeToString(sha256(inline.group(1).getBytes(StandardCharsets.UTF_8))) + "'"
                : "'self'";
    }

    private static @Nullable StaticFile read(String name) {
        String resource = name.startsWith("lib/") ? LIBRARIES + name.substring(4) : PAGES + name;
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(content);
            }
            String tag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(content)) + '"';
            return new StaticFile(TYPES.getOrDefault(ending(name), ""), tag, content, compressed.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
