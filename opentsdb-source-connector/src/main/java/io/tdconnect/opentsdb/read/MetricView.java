// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.read;

import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.window.TaskReader;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.common.window.WindowQueries;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.opentsdb.record.PointConverter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The server as a task reads it. */
public final class MetricView implements TaskReader.Server {
    /** How long a clock is trusted to run like that of the server. */
    private static final long CLOCK_AGE = Duration.ofMinutes(1).toNanos();

    private final OpenTsdbClient client;
    private final LongSupplier nanoTime;
    private final Map<TimeSplit, WindowQueries> queries = new HashMap<>();
    private @Nullable Instant serverTime;
    private long asked;

    /**
     * Reads with this client.
     *
     * @param longest time range of a query
     * @param converters of the points of each split
     */
    public MetricView(OpenTsdbClient client, Duration longest, Map<TimeSplit, PointConverter> converters) {
        this(client, longest, converters, System::nanoTime);
    }

    MetricView(
            OpenTsdbClient client, Duration longest, Map<TimeSplit, PointConverter> converters, LongSupplier nanoTime) {
        this.client = client;
        this.nanoTime = nanoTime;
        converters.forEach(
                (split, converter) -> queries.put(split, new MetricQueries(client, split.name(), longest, converter)));
    }

    /** Asks for the time once a minute, since the answer contains all statistics of the server. */
    @Override
    public Instant look(List<String> names) throws IOException, ServerException {
        long now = nanoTime.getAsLong();
        Instant known = serverTime;
        if (known != null && now - asked < CLOCK_AGE) {
            return known.plusNanos(now - asked);
        }
        Instant found = client.time();
        serverTime = found;
        asked = nanoTime.getAsLong();
        return found;
    }

    @Override
    public @Nullable WindowQueries queries(TimeSplit split) {
        return queries.get(split);
    }

    @Override
    public String message(ServerException failure) {
        return FailureMessages.of(failure);
    }

    @Override
    public void close() {
        client.close();
    }
}
