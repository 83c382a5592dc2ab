// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.block.Cursor;
import java.util.Map;

/** Answers as a gateway gives them. */
final class StubAnswers {
    private static final byte[] FRAME = Recording.ofSubscription().frames().get(0);
    private static final int REQUEST_AT = 26;

    private StubAnswers() {}

    /** The answer to a poll that announces message 1 of a type. */
    static Object message(Map<?, ?> request, int type) {
        return ok(
                "poll",
                request,
                "\"have_message\":true,\"topic\":\"t\",\"database\":\"d\",\"vgroup_id\":16,\"message_type\":" + type
                        + ",\"message_id\":1,\"offset\":0");
    }

    /** The answer to fetch_raw_data for message 1, of two rows. */
    static byte[] frame(Map<?, ?> request) {
        byte[] frame = FRAME.clone();
        Cursor.LONG.set(frame, REQUEST_AT, (long) (Long) request.get("req_id"));
        return frame;
    }

    /** An answer with these fields. */
    static String ok(String action, Map<?, ?> request, String fields) {
        return "{\"code\":0,\"message\":\"\",\"action\":\"" + action + "\",\"req_id\":" + request.get("req_id") + ","
                + fields + "}";
    }

    /** A refusal. */
    static String refusal(String action, Map<?, ?> request, int code, String reason) {
        return "{\"code\":" + code + ",\"message\":\"" + reason + "\",\"action\":\"" + action + "\",\"req_id\":"
                + request.get("req_id") + "}";
    }
}
