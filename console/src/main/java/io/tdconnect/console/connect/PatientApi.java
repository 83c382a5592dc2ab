// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.console.http.ApiException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Repeats changes that a worker refuses for now, since it rebalances: each connector that is created makes it do that, so
 * that the second one of a task would often be refused.
 *
 * @param limit after which the refusal is passed on
 */
public record PatientApi(ConnectApi worker, Duration limit) implements ConnectApi {
    private static final long PAUSE_MILLIS = 200;

    @Override
    public JsonNode send(String method, String path, @Nullable JsonNode body) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return worker.send(method, path, body);
            } catch (ApiException e) {
                boolean passing = e.code().equals(REBALANCING) && !method.equals("GET");
                if (!passing || System.nanoTime() - end > 0) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
