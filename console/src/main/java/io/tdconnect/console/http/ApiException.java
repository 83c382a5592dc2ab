// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import org.jspecify.annotations.Nullable;

/** The refusal of a call, as the pages show it. */
public final class ApiException extends RuntimeException {
    /** Code of {@link #notFound}. */
    public static final String NOT_FOUND = "not_found";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String option;
    private final @Nullable String fix;
    private final int retrySeconds;

    private ApiException(
            int status, String code, String message, @Nullable String option, @Nullable String fix, int retrySeconds) {
        super(message);
        this.status = status;
        this.code = code;
        this.option = option;
        this.fix = fix;
        this.retrySeconds = retrySeconds;
    }

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param code a word by which pages choose a text
     * @param message what was expected and found
     */
    public ApiException(int status, String code, String message) {
        this(status, code, message, null, null, 0);
    }

    /** The caller has to send something else. */
    public static ApiException badRequest(String message) {
        return new ApiException(400, "bad_request", message);
    }

    /** An option of a connector is the cause. */
    public static ApiException ofOption(@Nullable String option, String message, @Nullable String fix) {
        return new ApiException(422, "option", message, option, fix, 0);
    }

    /** There is nothing of this name. */
    public static ApiException notFound(String what) {
        return new ApiException(404, NOT_FOUND, what);
    }

    /** The same call may succeed a little later. */
    public static ApiException busy(String code, String message, int retrySeconds) {
        return new ApiException(409, code, message, null, null, retrySeconds);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The option to change; null if none is known. */
    public @Nullable String option() {
        return option;
    }

    /** What to do; null if that is not known. */
    public @Nullable String fix() {
        return fix;
    }

    /** After how many seconds to try again; 0 if that would not help. */
    int retrySeconds() {
        return retrySeconds;
    }
}
