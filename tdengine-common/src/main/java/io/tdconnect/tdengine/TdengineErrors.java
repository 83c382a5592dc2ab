// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the meaning of a failure of the driver by its error code. */
public final class TdengineErrors {
    private static final Pattern CODE_IN_MESSAGE = Pattern.compile("0x([0-9a-fA-F]{1,8})");
    private static final int UNKNOWN_TO_DRIVER = 0xffff;
    private static final int FIRST_OF_DRIVER = 0x2301;
    private static final int LAST_OF_DRIVER = 0x23ff;

    /** The server's code for a table that changed after a statement was prepared. */
    public static final int SCHEMA_IS_OLD = 0x61b;

    /** The driver's code for a gateway of a version that it does not accept. */
    public static final int GATEWAY_TOO_OLD = 0x2321;

    private TdengineErrors() {}

    /**
     * The error code of the server or the driver; 0 for a failure without a code.
     *
     * <p>Failures of prepared statements, connections and subscriptions have code 0 or 0xffff, and the real code only in
     * their message, as its first hexadecimal number.
     */
    public static int code(SQLException failure) {
        int code = failure.getErrorCode() & 0xffff;
        if (code != 0 && code != UNKNOWN_TO_DRIVER) {
            return code;
        }
        Matcher inMessage = CODE_IN_MESSAGE.matcher(String.valueOf(failure.getMessage()));
        return inMessage.find() ? (int) Long.parseLong(inMessage.group(1), 16) & 0xffff : 0;
    }

    /** The code as in the documentation of TDengine, such as {@code 0x2653}. */
    public static String hex(int code) {
        return "0x" + Integer.toHexString(code);
    }

    /** What the failure means. */
    public static ErrorClass classify(SQLException failure) {
        int code = code(failure);
        ErrorClass byDriver = ofDriver(code);
        return byDriver == null ? ServerCodes.of(code) : byDriver;
    }

    private static @Nullable ErrorClass ofDriver(int code) {
        return switch (code) {
            // Connection or statement closed, gateway unreachable or silent.
            case 0x2301, 0x2304, 0x2317, 0x2318, 0x231d, 0x231e, 0x2391 -> ErrorClass.RETRIABLE;
            case 0x2303, 0x2314, 0x2320 -> ErrorClass.BAD_RECORD;
            // The gateway is too old, or the driver itself refuses.
            case GATEWAY_TOO_OLD -> ErrorClass.FATAL;
            default -> code >= FIRST_OF_DRIVER && code <= LAST_OF_DRIVER ? ErrorClass.FATAL : null;
        };
    }
}
