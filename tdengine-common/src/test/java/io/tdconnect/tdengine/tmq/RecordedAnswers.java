// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.block.Cursor;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Gives the recorded answers to each action in their order, with the number of the current request. */
final class RecordedAnswers implements StubGateway.Answering {
    private static final int REQUEST_AT = 26;

    private final Map<String, Queue<Object>> answers = new HashMap<>();

    /** The answers of one connection of the recording; a poll without a message comes only once in a row. */
    RecordedAnswers(Recording recording, long connection) {
        boolean idle = false;
        for (Recording.Message message : recording.messages()) {
            if (!message.client() && message.connection() == connection) {
                boolean without = message.content() instanceof String text && text.contains("\"have_message\":false");
                if (!without || !idle) {
                    answers.computeIfAbsent(action(message.content()), name -> new ArrayDeque<>())
                            .add(message.content());
                }
                idle = without;
            }
        }
    }

    private static String action(Object answer) {
        return answer instanceof String text ? text.replaceFirst(".*?\"action\":\"(\\w+)\".*", "$1") : "fetch_raw_data";
    }

    @Override
    public Object answer(String action, Map<?, ?> request) {
        long id = (Long) request.get("req_id");
        Object answer = answers.getOrDefault(action, new ArrayDeque<>()).poll();
        if (answer instanceof String text) {
            return text.replaceFirst("\"req_id\":\\d+", "\"req_id\":" + id);
        }
        if (answer instanceof byte[] frame) {
            byte[] copy = frame.clone();
            Cursor.LONG.set(copy, REQUEST_AT, id);
            return copy;
        }
        return StubGateway.NOTHING;
    }
}
