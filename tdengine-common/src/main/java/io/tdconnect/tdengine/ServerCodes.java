// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The meaning of TDengine's error codes for a client that reads and writes tables.
 *
 * <p>The numbers are those of {@code include/util/taoserror.h} of TDengine 3.3; the meanings were measured for codes that
 * a client can provoke. A code that is missing here, such as one of a newer server, is {@link ErrorClass#UNKNOWN}.
 */
final class ServerCodes {
    private static final Map<Integer, ErrorClass> CLASSES = new HashMap<>();

    static {
        passing();
        users();
        definitions();
        records();
        fatal();
        others();
    }

    private ServerCodes() {}

    static ErrorClass of(int code) {
        return CLASSES.getOrDefault(code, ErrorClass.UNKNOWN);
    }

    private static void passing() {
        // Network; from 3.0 on also the states of its own calls.
        range(ErrorClass.RETRIABLE, 0x0b, 0x2a);
        // Memory, references to closed objects, time-outs, disk space, starting and stopping, buffers, sockets.
        put(ErrorClass.RETRIABLE, 0x102, 0x106, 0x107, 0x108, 0x109, 0x10a, 0x111, 0x121, 0x125, 0x126, 0x129);
        put(ErrorClass.RETRIABLE, 0x12b, 0x12c, 0x12e, 0x130, 0x131, 0x137, 0x139);
        // Connection of the gateway to the server lost, statements killed, no metadata or node yet.
        put(ErrorClass.RETRIABLE, 0x20f, 0x212, 0x213, 0x215, 0x21c, 0x22d, 0x22e, 0x2662);
        // Requests rejected under load, objects being created or dropped, transactions in each other's way.
        put(ErrorClass.RETRIABLE, 0x300, 0x30c, 0x30e, 0x32c, 0x32d, 0x386, 0x396, 0x39f, 0x3b6, 0x3b8, 0x3b9);
        put(ErrorClass.RETRIABLE, 0x3d3, 0x3d5, 0x3d6, 0x3d7, 0x3d8, 0x3d9);
        // Consumers that lost their session, groups that hand over vgroups: subscribe again.
        put(ErrorClass.RETRIABLE, 0x3e6, 0x3ea, 0x3ef, 0x4001, 0x4002, 0x4003, 0x4017);
        // Nodes that stop, are behind, or have no buffer.
        put(ErrorClass.RETRIABLE, 0x408, 0x412, 0x42a, 0x528, 0x529, 0x531, 0x532, 0x537, 0x538);
        range(ErrorClass.RETRIABLE, 0x900, 0x9ff);
        put(ErrorClass.RETRIABLE, 0x2402, 0x2405, 0x2407, 0x2504, 0x2505, 0x6000, 0x541, 0x4d5, 0x4d6);
        // Queries: not ready, no buffer or memory, given up by the server; memory for BLOBs.
        put(ErrorClass.RETRIABLE, 0x707, 0x70b, 0x724, 0x725, 0x726, 0x727, 0x72a, 0x730, 0x739, 0x73a, 0x73d, 0x3200);
        put(ErrorClass.RETRIABLE, 0x6304);
    }

    private static void users() {
        // 0x207 and 0x208: longer than any user or password can be, as a reference to a secret that nothing replaced.
        put(ErrorClass.AUTHENTICATION, 0x351, 0x352, 0x353, 0x354, 0x357, 0x358, 0x315, 0x343, 0x344);
        put(ErrorClass.AUTHENTICATION, 0x207, 0x208, 0x20b, 0x2610, 0x2611, 0x2648);
        put(ErrorClass.PERMISSION, 0x134, 0x214, 0x303, 0x512, 0x2644);
    }

    private static void definitions() {
        // The tables have changed since they were read or a statement was prepared. 0x36f and 0x264b answer a MODIFY to
        // a
        // length that another client has already set.
        put(ErrorClass.OUT_OF_DATE, 0x61b, 0x600, 0x602, 0x60a, 0x611, 0x61e, 0x3c6, 0x3c7, 0x36f, 0x264b, 0x2614);
        // Table groups that have moved or are gone, and outdated statements.
        put(ErrorClass.OUT_OF_DATE, 0x323, 0x332, 0x503, 0x520, 0x522, 0x2406, 0x22a, 0x22c, 0x230, 0x236, 0x260d);
        put(ErrorClass.DATABASE_MISSING, 0x388, 0x217, 0x380, 0x2404, 0x2616);
        put(ErrorClass.TABLE_MISSING, 0x2603, 0x362, 0x618, 0x61a, 0x2618);
        put(ErrorClass.COLUMN_MISSING, 0x2602, 0x260e, 0x36a, 0x36c, 0x526);
        put(
                ErrorClass.ALREADY_EXISTS,
                0x603,
                0x619,
                0x320,
                0x360,
                0x369,
                0x36b,
                0x381,
                0x38a,
                0x3c3,
                0x3f8,
                0x525,
                0x536);
    }

    private static void records() {
        // 0x263d, 0x263e and 0x2642: all tags, the row, or one column longer than the server allows.
        put(ErrorClass.VALUE_TOO_LONG, 0x2653, 0x21e, 0x21f, 0x263d, 0x263e, 0x2642, 0x6303);
        put(ErrorClass.TOO_MANY_COLUMNS, 0x263f, 0x2640, 0x2643, 0x364, 0x365);
        // 0x2803: a geometry that is not WKB.
        put(ErrorClass.TYPE_MISMATCH, 0x216, 0x224, 0x2605, 0x13d, 0x266a, 0x2652, 0x2803, 0x280c, 0x3250);
        put(ErrorClass.TIMESTAMP, 0x60b, 0x202, 0x127, 0x2635);
        put(ErrorClass.NAME, 0x2617, 0x264c, 0x209, 0x20a, 0x22b, 0x383, 0x39a, 0x3c0, 0x266e, 0x267d);
        // Values and requests that are refused without naming a column. 0x61d, and 0x115 where the columns differ, too:
        // the table
        // belongs to another supertable.
        put(ErrorClass.BAD_RECORD, 0x115, 0x2b, 0x200, 0x203, 0x219, 0x221, 0x222, 0x229, 0x61d, 0x615);
        // Impossible definitions that a record asks for: duplicate names, keys, kinds of tables, topics, limits of
        // databases.
        put(ErrorClass.BAD_RECORD, 0x21d, 0x220, 0x22f, 0x263c, 0x267e, 0x267f, 0x267b, 0x267c, 0x2633, 0x2634);
        put(
                ErrorClass.BAD_RECORD,
                0x2641,
                0x2646,
                0x2677,
                0x2678,
                0x2679,
                0x267a,
                0x268c,
                0x268e,
                0x2690,
                0x601,
                0x612);
        put(ErrorClass.BAD_RECORD, 0x2649, 0x264a, 0x2651, 0x2669, 0x36e, 0x3c2, 0x3c4, 0x3c8, 0x527);
        put(ErrorClass.BAD_RECORD, 0x3c1, 0x3c5, 0x385, 0x6203, 0x6204, 0x6205);
        put(ErrorClass.BAD_RECORD, 0x3002, 0x3004, 0x3006, 0x6301, 0x6302, 0x6305, 0x6306);
    }

    private static void fatal() {
        // No code, and the driver's code for an unknown one.
        put(ErrorClass.FATAL, 0, 0xffff);
        // Files damaged, libraries missing, configuration and version of the server.
        put(
                ErrorClass.FATAL,
                0x100,
                0x104,
                0x10b,
                0x10c,
                0x119,
                0x11a,
                0x11c,
                0x11d,
                0x11e,
                0x11f,
                0x122,
                0x133,
                0x135);
        put(ErrorClass.FATAL, 0x13a, 0x13c, 0x204, 0x206, 0x237, 0x607, 0x613);
        // Nodes, users, functions, options of databases, memory for a database.
        range(ErrorClass.FATAL, 0x330, 0x331);
        range(ErrorClass.FATAL, 0x333, 0x342);
        put(ErrorClass.FATAL, 0x316, 0x345, 0x350, 0x355, 0x356);
        range(ErrorClass.FATAL, 0x359, 0x35d);
        range(ErrorClass.FATAL, 0x370, 0x379);
        put(ErrorClass.FATAL, 0x382, 0x389, 0x38b, 0x38c, 0x38e, 0x39b, 0x39c, 0x39d, 0x39e);
        range(ErrorClass.FATAL, 0x3a0, 0x3b5);
        put(ErrorClass.FATAL, 0x3b7, 0x3ba);
        // Licence, file systems, WAL.
        range(ErrorClass.FATAL, 0x800, 0x8ff);
        range(ErrorClass.FATAL, 0x1001, 0x1007);
        range(ErrorClass.FATAL, 0x2201, 0x2208);
    }

    /** Parts of the server that statements for writing do not touch, so that waiting does not help. */
    private static void others() {
        // Topics, consumers and streams.
        range(ErrorClass.FATAL, 0x3e0, 0x3e5);
        range(ErrorClass.FATAL, 0x3e7, 0x3e9);
        range(ErrorClass.FATAL, 0x3eb, 0x3ee);
        range(ErrorClass.FATAL, 0x3f0, 0x3f7);
        put(ErrorClass.FATAL, 0x4000);
        range(ErrorClass.FATAL, 0x4004, 0x4016);
        range(ErrorClass.FATAL, 0x4018, 0x4019);
        range(ErrorClass.FATAL, 0x409, 0x411);
        range(ErrorClass.FATAL, 0x413, 0x429);
        range(ErrorClass.FATAL, 0x42b, 0x4b3);
        range(ErrorClass.FATAL, 0x4c1, 0x4d4);
        range(ErrorClass.FATAL, 0x4d7, 0x4da);
        range(ErrorClass.FATAL, 0xa00, 0xa0e);
        range(ErrorClass.FATAL, 0x4100, 0x4117);
        range(ErrorClass.FATAL, 0x7000, 0x7016);
        // Queries, functions and aggregates, which statements for writing do not contain.
        range(ErrorClass.FATAL, 0x2608, 0x260c);
        range(ErrorClass.FATAL, 0x2612, 0x2613);
        range(ErrorClass.FATAL, 0x2619, 0x2632);
        range(ErrorClass.FATAL, 0x2637, 0x263b);
        range(ErrorClass.FATAL, 0x264d, 0x2650);
        range(ErrorClass.FATAL, 0x2655, 0x2661);
        range(ErrorClass.FATAL, 0x2800, 0x2802);
        range(ErrorClass.FATAL, 0x2804, 0x280b);
        range(ErrorClass.FATAL, 0x280d, 0x2815);
        range(ErrorClass.FATAL, 0x2901, 0x2920);
        range(ErrorClass.FATAL, 0x3100, 0x3157);
    }

    private static void put(ErrorClass meaning, int... codes) {
        Arrays.stream(codes).forEach(code -> put(code, meaning));
    }

    private static void range(ErrorClass meaning, int first, int last) {
        IntStream.rangeClosed(first, last).forEach(code -> put(code, meaning));
    }

    private static void put(int code, ErrorClass meaning) {
        if (CLASSES.put(code, meaning) != null) {
            throw new IllegalStateException("code " + TdengineErrors.hex(code) + " is listed twice");
        }
    }
}
