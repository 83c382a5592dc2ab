// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Asks the browser for a name and a password. A login that was right is believed for a minute without hashing it again; the
 * number of passwords that are hashed at a time is limited, so that wrong ones cost this process little.
 */
public final class BasicLogin implements Login {
    private static final int MOST_KEPT = 1_000;
    private static final int AT_A_TIME = 2;
    private static final int WAIT_SECONDS = 2;
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final PasswordFile users;
    private final Semaphore hashing = new Semaphore(AT_A_TIME);
    private final Map<String, Long> right = new LinkedHashMap<>();

    public BasicLogin(PasswordFile users) {
        this.users = users;
    }

    @Override
    public @Nullable String user(HttpFields headers, String remoteAddress) {
        String sent = headers.get(HttpHeader.AUTHORIZATION);
        if (sent == null || !sent.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        String login = decoded(sent.substring(6).trim());
        int colon = login.indexOf(':');
        if (colon <= 0) {
            return null;
        }
        String name = login.substring(0, colon);
        String digest = digest(login);
        if (isKnown(digest)) {
            return name;
        }
        return check(name, login.substring(colon + 1).toCharArray(), digest) ? name : null;
    }

    private boolean check(String name, char[] password, String digest) {
        if (!isFree()) {
            return false;
        }
        try {
            if (!users.accepts(name, password)) {
                return false;
            }
        } finally {
            hashing.release();
        }
        synchronized (right) {
            if (right.size() >= MOST_KEPT) {
                right.clear();
            }
            right.put(digest, System.nanoTime());
        }
        return true;
    }

    /** Who has to wait for long is refused, so that wrong passwords do not take all threads. */
    private boolean isFree() {
        try {
            return hashing.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isKnown(String digest) {
        synchronized (right) {
            Long since = right.get(digest);
            return since != null && System.nanoTime() - since < KEPT_NANOS;
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String digest(String login) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(login.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String challenge() {
        return "Basic realm=\"tdconnect\", charset=\"UTF-8\"";
    }
}
