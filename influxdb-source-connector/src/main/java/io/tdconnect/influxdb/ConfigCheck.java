// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.http.HttpRequests;
import io.tdconnect.common.template.Template;
import io.tdconnect.influxdb.client.BucketMapping;
import io.tdconnect.influxdb.client.ConnectionOptions;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.LoginOptions;
import io.tdconnect.influxdb.read.FailureMessages;
import io.tdconnect.influxdb.record.RecordOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Checks whether options fit together and whether the server answers. */
final class ConfigCheck {
    private final InfluxSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(InfluxSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        checkLogin(config.login());
        config.reading().windows().check(config.reading().time(), problems);
        problems.checkVariables(
                RecordOptions.TOPIC,
                Template.parse(config.getString(RecordOptions.TOPIC)),
                List.of("bucket", "measurement"));
        ConnectionCheck.run(
                config, problems, ConnectionOptions.URL, List.of(HttpConnection.url(config)), this::connect);
    }

    private void checkLogin(LoginOptions login) {
        if (config.version2()) {
            if (login.token() == null) {
                problems.add(LoginOptions.TOKEN, "expected a token for InfluxDB 2.x, found none");
            }
            if (login.organization().isEmpty()) {
                problems.add(LoginOptions.ORG_ID, "expected an organization ID for InfluxDB 2.x, found none");
            }
        } else if (login.token() != null) {
            problems.add(
                    LoginOptions.TOKEN,
                    "expected user and password for InfluxDB 1.x, found a token; set " + ConnectionOptions.VERSION
                            + "=2.x for a server of version 2");
        } else if (login.password() != null && login.user().isEmpty()) {
            problems.add(LoginOptions.USER, "expected a user for the password, found none");
        }
    }

    private void connect() throws OptionException {
        Duration limit = ConnectionCheck.limit(config);
        HttpConnection connection = config.connection().withTimeouts(limit.dividedBy(2), limit);
        LoginOptions login = config.login();
        try (HttpRequests<InfluxException> requests = new HttpRequests<>(connection, InfluxException::ofStatus);
                HttpInfluxClient client = new HttpInfluxClient(connection, config.selection())) {
            checkVersion(client.version());
            if (config.version2()) {
                new BucketMapping(requests, config.selection(), login.organization()).check(login.addMapping());
            }
            if (!login.addMapping()) {
                client.names("SHOW FIELD KEYS LIMIT 1");
            }
        } catch (InfluxException e) {
            throw FailureMessages.problem(e, config.version2());
        } catch (IOException e) {
            throw new OptionException(
                    ConnectionOptions.URL,
                    "No answer from InfluxDB at " + connection.url().getHost() + ": " + e);
        }
    }

    private void checkVersion(String reported) throws OptionException {
        String number = reported.startsWith("v") ? reported.substring(1) : reported;
        boolean server2 = number.startsWith("2");
        boolean server1 = number.startsWith("1");
        if ((server1 || server2) && server2 != config.version2()) {
            throw new OptionException(
                    ConnectionOptions.VERSION,
                    "expected the version of the server, which is " + reported + ", found "
                            + config.getString(ConnectionOptions.VERSION));
        }
    }
}
