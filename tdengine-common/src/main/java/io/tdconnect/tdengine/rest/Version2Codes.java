// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.rest;

/** The error codes of TDengine 2, which partly mean something else than those of TDengine 3. */
final class Version2Codes {
    private static final int AUTHENTICATION = 0x357;
    private static final int DATABASE_MISSING = 0x388;
    private static final int TABLE_MISSING = 0x2603;
    private static final int COLUMN_MISSING = 0x2602;
    private static final int OUT_OF_MEMORY = 0x102;
    private static final int NETWORK = 0x0b;
    private static final int INVALID_OPERATION = 0x200;

    private Version2Codes() {}

    /**
     * The corresponding code of TDengine 3; the same code if TDengine 3 has no other.
     *
     * @param reason the server's text, the only sign of a missing column
     */
    // The numbers are those of src/inc/taoserror.h of TDengine 2.6.
    static int ofVersion3(int code, String reason) {
        return switch (code) {
            case 0x02, 0x03, 0x351, 0x1105, 0x1122, 0x1123, 0x1124, 0x1125 -> AUTHENTICATION;
            case 0x217, 0x380, 0x383 -> DATABASE_MISSING;
            case 0x218, 0x362, 0x36d, 0x600 -> TABLE_MISSING;
            // The schema that the gateway knows is too old.
            case 0x21c, 0x228, 0x602, 0x710 -> COLUMN_MISSING;
            case INVALID_OPERATION -> reason.contains("invalid column name") ? COLUMN_MISSING : code;
            // Also a result that is too large to be sorted, stored or sent.
            case 0x20c, 0x210, 0x227, 0x30a, 0x401, 0x508, 0x609, 0x703, 0x70b, 0x711, 0x712 -> OUT_OF_MEMORY;
            // Not ready, too slow, too many sessions, query terminated, vgroups that move or close.
            case 0x01, 0x04, 0x05, 0x08, 0x09, 0x0a, 0x20f, 0x33c, 0x387, 0x404, 0x503, 0x50c, 0x510, 0x511, 0x513 ->
                NETWORK;
            default -> code;
        };
    }
}
