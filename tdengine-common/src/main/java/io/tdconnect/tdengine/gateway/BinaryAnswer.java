// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.gateway;

import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.block.Cursor;
import java.nio.charset.StandardCharsets;

/** Reads the head of binary answers of the gateway. */
public final class BinaryAnswer {
    private BinaryAnswer() {}

    /**
     * Reads the head of an answer.
     *
     * @param action the request, and its number
     * @param request the number of the request
     * @throws GatewayException if the gateway refused, or the answer belongs to another request or is damaged
     */
    public static void skipHead(Cursor in, String action, int number, long request) throws GatewayException {
        expect("mark of a binary answer", -1, in.i64());
        expect("action", number, in.i64());
        in.u16();
        in.i64();
        expect("request", request, in.i64());
        int code = in.i32();
        int length = in.i32();
        int text = in.take(length);
        if (code != 0) {
            throw GatewayException.refused(action, code, new String(in.bytes(), text, length, StandardCharsets.UTF_8));
        }
    }

    public static void expect(String what, long expected, long found) throws MalformedMessageException {
        if (expected != found) {
            throw new MalformedMessageException(
                    "Expected the " + what + ' ' + expected + " in an answer of the gateway, found " + found);
        }
    }
}
