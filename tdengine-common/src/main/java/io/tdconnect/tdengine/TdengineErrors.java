// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what a failure of the driver means by the error code of the server. */
public final class TdengineErrors {
    private static final Pattern CODE_IN_MESSAGE = Pattern.compile("0x([0-9a-fA-F]{1,8})");
    private static final int UNKNOWN_TO_DRIVER = 0xffff;

    /** The driver's code for a gateway of a version that it does not accept. */
    public static final int GATEWAY_TOO_OLD = 0x2321;

    private TdengineErrors() {}

    /**
     * The error code of the server or the driver; 0 if there is none.
     *
     * <p>Failures of prepared statements, connections and subscriptions have code 0 or 0xffff and the real one only as
     * the first hexadecimal number of their message.
     */
    public static int code(SQLException failure) {
        int code = failure.getErrorCode() & 0xffff;
        if (code != 0 && code != UNKNOWN_TO_DRIVER) {
            return code;
        }
        Matcher inMessage = CODE_IN_MESSAGE.matcher(String.valueOf(failure.getMessage()));
        return inMessage.find() ? (int) Long.parseLong(inMessage.group(1), 16) & 0xffff : 0;
    }

    /** The code as the documents of TDengine spell it, such as {@code 0x2653}. */
    public static String hex(int code) {
        return "0x" + Integer.toHexString(code);
    }

    /** What the failure means. */
    public static ErrorClass classify(SQLException failure) {
        int code = code(failure);
        ErrorClass byServer = ofServer(code);
        return byServer == ErrorClass.FATAL ? ofDriver(code) : byServer;
    }

    // The numbers are those of include/util/taoserror.h of TDengine 3.3.
    private static ErrorClass ofServer(int code) {
        return switch (code) {
            // 0x207 and 0x208: longer than any user or password can be, as a reference to a secret that nothing
            // replaced.
            case 0x351, 0x357, 0x20b, 0x2648, 0x207, 0x208 -> ErrorClass.AUTHENTICATION;
            case 0x303, 0x214, 0x512, 0x2644 -> ErrorClass.PERMISSION;
            case 0x388 -> ErrorClass.DATABASE_MISSING;
            case 0x2603, 0x362, 0x618, 0x61a -> ErrorClass.TABLE_MISSING;
            case 0x2602, 0x260e, 0x36a, 0x36c -> ErrorClass.COLUMN_MISSING;
            case 0x603, 0x619, 0x360, 0x369, 0x36b, 0x381, 0x525 -> ErrorClass.ALREADY_EXISTS;
            case 0x2653, 0x21e, 0x21f -> ErrorClass.VALUE_TOO_LONG;
            case 0x216, 0x224, 0x2605 -> ErrorClass.TYPE_MISMATCH;
            case 0x60b, 0x202, 0x2635 -> ErrorClass.TIMESTAMP;
            case 0x2617, 0x264c, 0x22b -> ErrorClass.NAME;
            // 0x61d: a table of this name belongs to another supertable.
            case 0x200, 0x2b, 0x203, 0x219, 0x221, 0x222, 0x61d -> ErrorClass.BAD_RECORD;
            default -> isPassing(code) ? ErrorClass.RETRIABLE : ErrorClass.FATAL;
        };
    }

    private static boolean isPassing(int code) {
        boolean network = code >= 0x0b && code <= 0x2a;
        boolean replication = code >= 0x900 && code <= 0x9ff;
        return network
                || replication
                || switch (code) {
                    // Memory, disk space, time-outs.
                    case 0x102, 0x126, 0x129, 0x12b, 0x12c, 0x12e -> true;
                    // Connection of the gateway to the server lost, transactions in each other's way, nodes stopping,
                    // databases being created or dropped.
                    case 0x212, 0x213, 0x215, 0x386, 0x396, 0x3d3, 0x3d7, 0x42a, 0x529, 0x531 -> true;
                    // Consumers that lost their session, groups that hand over vgroups: subscribe again.
                    case 0x3e6, 0x3ea, 0x3ef, 0x4001, 0x4002, 0x4003, 0x4017 -> true;
                    default -> false;
                };
    }

    private static ErrorClass ofDriver(int code) {
        return switch (code) {
            // Connection or statement closed, gateway unreachable or silent.
            case 0x2301, 0x2304, 0x2317, 0x2318, 0x231d, 0x231e, 0x2391 -> ErrorClass.RETRIABLE;
            case 0x2303, 0x2314, 0x2320 -> ErrorClass.BAD_RECORD;
            default -> ErrorClass.FATAL;
        };
    }
}
