// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.errors.ErrorOptions;
import io.tdconnect.engine.store.FailuresFile;
import io.tdconnect.engine.store.FailuresFile.Place;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a record that cannot be transformed or written.
 *
 * @param tolerant whether the others go on without it
 * @param file where it is kept; null for nowhere
 */
record FailurePolicy(boolean tolerant, @Nullable FailuresFile file, Counters counters) {
    private static final Logger log = LoggerFactory.getLogger(FailurePolicy.class);

    /** With a file for failures, records are tolerated unless the configuration says otherwise. */
    static FailurePolicy of(Map<String, String> config, @Nullable FailuresFile file, Counters counters) {
        return new FailurePolicy(ErrorOptions.of(config, file != null).tolerant(), file, counters);
    }

    /**
     * Keeps the record.
     *
     * @param stage where it failed
     * @param offset the one that it has or would have in the sink
     * @throws ConnectException if it is not tolerated
     */
    void failed(String stage, ConnectRecord<?> failed, long offset, Place place, Throwable reason) {
        if (!tolerant) {
            throw new ConnectException(
                    "A record of topic " + failed.topic() + " failed in the " + stage + ": " + reason.getMessage()
                            + ". To go on without such records, name a file for failures or set "
                            + ErrorOptions.TOLERANCE + "=all",
                    reason);
        }
        counters.failures.increment();
        if (file == null) {
            log.warn(
                    "A record of topic {} is left out, it failed in the {}: {}",
                    failed.topic(),
                    stage,
                    reason.toString());
        } else {
            file.append(stage, failed, offset, place, reason);
        }
    }

    /** Returns when the disk has all failures. */
    void sync() {
        if (file != null) {
            file.sync();
        }
    }
}
