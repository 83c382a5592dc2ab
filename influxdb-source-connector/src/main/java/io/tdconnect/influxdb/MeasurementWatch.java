// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.TaskThread;
import io.tdconnect.influxdb.client.BucketMapping;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.HttpRequests;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.LoginOptions;
import io.tdconnect.influxdb.client.SelectionOptions;
import io.tdconnect.influxdb.read.FailureMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the list of measurements of a bucket, and requests new tasks when it changes. */
final class MeasurementWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MeasurementWatch.class);

    private final ConnectorContext context;
    private final Source source;
    private final Duration interval;
    private final Retry retry;
    private final TaskThread thread;
    private volatile List<String> measurements = List.of();

    /** Lists the measurements that are selected, sorted. */
    interface Source extends AutoCloseable {
        List<String> list() throws IOException, InfluxException, OptionException;

        @Override
        void close();
    }

    MeasurementWatch(ConnectorContext context, Source source, Duration interval, Retry retry) {
        this.context = context;
        this.source = source;
        this.interval = interval;
        this.retry = retry;
        thread = new TaskThread("influxdb-source-measurements", this::watch, this::fail);
    }

    /**
     * Lists the measurements and starts to watch them.
     *
     * @throws ConnectException if the server refuses; while it cannot be reached, the list stays empty
     */
    void start() {
        try {
            refresh();
        } catch (IOException | InfluxException e) {
            log.warn(
                    "InfluxDB does not answer yet, the connector has no tasks until then: {}",
                    String.valueOf(e.getMessage()));
        }
        thread.start();
    }

    List<String> measurements() {
        return measurements;
    }

    @Override
    public void close() {
        thread.end();
        source.close();
        thread.close();
    }

    private void watch() throws InterruptedException {
        Duration pause = measurements.isEmpty() ? Duration.ofSeconds(1) : interval;
        while (true) {
            thread.pause(pause);
            pause = look();
        }
    }

    private void fail(Throwable cause) {
        context.raiseError(
                cause instanceof RuntimeException exception
                        ? exception
                        : new ConnectException(
                                "The connector no longer watches the list of measurements: " + cause, cause));
    }

    private Duration look() {
        try {
            List<String> before = measurements;
            refresh();
            retry.succeeded();
            if (!before.equals(measurements)) {
                log.info("{} measurements now, {} before", measurements.size(), before.size());
                context.requestTaskReconfiguration();
            }
            return interval;
        } catch (IOException | InfluxException e) {
            return InfluxException.pause(e, retry.failed(e));
        }
    }

    private void refresh() throws IOException, InfluxException {
        try {
            measurements = source.list();
        } catch (OptionException e) {
            throw new ConnectException(e.option() + ": " + e.getMessage(), e);
        } catch (InfluxException e) {
            if (e.passing()) {
                throw e;
            }
            throw new ConnectException(FailureMessages.of(e), e);
        }
    }

    /** Asks the server; adds the mapping of a bucket of 2.x first if the configuration asks for it. */
    static Source ask(InfluxSourceConfig config) {
        SelectionOptions selection = config.selection();
        LoginOptions login = config.login();
        HttpRequests requests = new HttpRequests(config.connection());
        InfluxClient client = new HttpInfluxClient(config.connection(), selection);
        return new Source() {
            private boolean mapped = !config.version2() || !login.addMapping();

            @Override
            public List<String> list() throws IOException, InfluxException, OptionException {
                if (!mapped) {
                    new BucketMapping(requests, selection, login.organization()).ensure(true);
                    mapped = true;
                }
                List<String> all = selection.measurements().isEmpty()
                        ? client.names("SHOW MEASUREMENTS")
                        : selection.measurements();
                return all.stream().filter(selection.filter()).sorted().toList();
            }

            @Override
            public void close() {
                requests.close();
                client.close();
            }
        };
    }
}
