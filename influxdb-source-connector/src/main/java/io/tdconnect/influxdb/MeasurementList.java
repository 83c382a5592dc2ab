// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.http.HttpRequests;
import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.source.ListWatch;
import io.tdconnect.common.window.NameSelection;
import io.tdconnect.influxdb.client.BucketMapping;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.LoginOptions;
import io.tdconnect.influxdb.client.SelectionOptions;
import io.tdconnect.influxdb.read.FailureMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** Asks the server for the measurements; adds the mapping of a bucket of 2.x first if the configuration asks for it. */
final class MeasurementList implements ListWatch.Source<String> {
    private final SelectionOptions selection;
    private final LoginOptions login;
    private final HttpRequests<InfluxException> requests;
    private final InfluxClient client;
    private boolean mapped;

    MeasurementList(InfluxSourceConfig config) {
        selection = config.selection();
        login = config.login();
        requests = new HttpRequests<>(config.connection(), InfluxException::ofStatus);
        client = new HttpInfluxClient(config.connection(), selection);
        mapped = !config.version2() || !login.addMapping();
    }

    @Override
    public String kind() {
        return "measurements";
    }

    @Override
    public List<String> list() throws IOException, InfluxException {
        try {
            if (!mapped) {
                new BucketMapping(requests, selection, login.organization()).ensure(true);
                mapped = true;
            }
            NameSelection selected = selection.measurements();
            List<String> all = selected.named().isEmpty() ? client.names("SHOW MEASUREMENTS") : selected.named();
            return all.stream().filter(selected.filter()).sorted().toList();
        } catch (OptionException e) {
            throw new ConnectException(e.option() + ": " + e.getMessage(), e);
        } catch (InfluxException e) {
            if (e.passing()) {
                throw e;
            }
            throw new ConnectException(FailureMessages.of(e), e);
        }
    }

    @Override
    public Duration askedPause(Exception failure) {
        return ServerException.pause(failure, Duration.ZERO);
    }

    @Override
    public void close() {
        requests.close();
        client.close();
    }
}
