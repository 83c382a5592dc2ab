// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.util.HashMap;
import java.util.Map;

/** The results of one connection that its client has not read completely. */
final class OpenResults {
    /** The block size of the real server. */
    private static final int ROWS_PER_BLOCK = 4096;

    private final Map<Long, Cursor> cursors = new HashMap<>();
    private final Release release;
    private long lastId;

    /** Has no results yet; describes them as this release does. */
    OpenResults(Release release) {
        this.release = release;
    }

    /** Keeps the result and describes it. */
    Answer open(ResultSet result) {
        cursors.put(++lastId, new Cursor(result));
        return Answer.success()
                .put("id", lastId)
                .fields(result.columns(), release)
                .put("precision", result.precision());
    }

    /** The next block; a result is removed after its last block. */
    Frame next(BinaryHead request) {
        Cursor cursor = cursors.get(request.id());
        if (cursor == null) {
            return Frame.failure(request, Answer.GATEWAY_ERROR, "result is nil");
        }
        int from = cursor.position;
        int to = Math.min(from + ROWS_PER_BLOCK, cursor.result.rows().size());
        if (from == to) {
            cursors.remove(request.id());
            return Frame.finished(request);
        }
        cursor.position = to;
        return Frame.block(request, cursor.result, from, to);
    }

    void free(long id) {
        cursors.remove(id);
    }

    private static final class Cursor {
        private final ResultSet result;
        private int position;

        Cursor(ResultSet result) {
            this.result = result;
        }
    }
}
