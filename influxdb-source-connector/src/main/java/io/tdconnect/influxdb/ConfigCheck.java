// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.template.Template;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Checks what no single option can tell: how options fit together, and whether the server answers. */
final class ConfigCheck {
    private final InfluxSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(InfluxSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        checkAuthentication();
        checkTimes();
        problems.checkVariables(
                InfluxSourceConfig.TOPIC,
                Template.parse(config.getString(InfluxSourceConfig.TOPIC)),
                List.of("bucket", "measurement"));
        List<URI> server =
                List.of(URI.create(config.getString(InfluxSourceConfig.URL).trim()));
        ConnectionCheck.run(config, problems, InfluxSourceConfig.URL, server, this::connect);
    }

    private void checkAuthentication() {
        boolean token = config.secret(InfluxSourceConfig.TOKEN) != null;
        boolean password = config.secret(InfluxSourceConfig.PASSWORD) != null;
        if (config.version2()) {
            if (!token) {
                problems.add(InfluxSourceConfig.TOKEN, "expected a token for InfluxDB 2.x, found none");
            }
            if (config.getString(InfluxSourceConfig.ORG_ID).isEmpty()) {
                problems.add(InfluxSourceConfig.ORG_ID, "expected an organization ID for InfluxDB 2.x, found none");
            }
        } else if (token) {
            problems.add(
                    InfluxSourceConfig.TOKEN,
                    "expected user and password for InfluxDB 1.x, found a token; set " + InfluxSourceConfig.VERSION
                            + "=2.x for a server of version 2");
        } else if (password && config.getString(InfluxSourceConfig.USER).isEmpty()) {
            problems.add(InfluxSourceConfig.USER, "expected a user for the password, found none");
        }
    }

    private void checkTimes() {
        if (config.end() <= config.begin()) {
            problems.add(
                    InfluxSourceConfig.END_TIME,
                    "expected a time after " + InfluxSourceConfig.BEGIN_TIME + ", found one before or at it");
        }
        boolean sliced = config.getInt(InfluxSourceConfig.HISTORY_SLICES) > 1;
        String slicesEnd = config.getString(InfluxSourceConfig.HISTORY_SLICES_END);
        if (sliced && config.end() == Lane.FOREVER && slicesEnd.isBlank()) {
            problems.add(
                    InfluxSourceConfig.HISTORY_SLICES_END,
                    "expected a time, since " + InfluxSourceConfig.HISTORY_SLICES + " is more than 1 and there is no "
                            + InfluxSourceConfig.END_TIME);
        } else if (!slicesEnd.isBlank() && TimeText.parse(slicesEnd) <= config.begin()) {
            problems.add(
                    InfluxSourceConfig.HISTORY_SLICES_END, "expected a time after " + InfluxSourceConfig.BEGIN_TIME);
        }
    }

    private void connect() throws OptionException {
        Duration limit = ConnectionCheck.limit(config);
        ConnectionSettings settings = config.connection().withTimeouts(limit.dividedBy(2), limit);
        try (HttpRequests requests = new HttpRequests(settings);
                HttpInfluxClient client = new HttpInfluxClient(settings)) {
            checkVersion(client.version());
            if (config.version2()) {
                new BucketMapping(requests, config).check(config.getBoolean(InfluxSourceConfig.DBRP_AUTO_CREATE));
            }
            if (!config.getBoolean(InfluxSourceConfig.DBRP_AUTO_CREATE)) {
                client.names("SHOW FIELD KEYS LIMIT 1");
            }
        } catch (InfluxException e) {
            throw Advice.problem(e, config.version2());
        } catch (IOException e) {
            throw new OptionException(
                    InfluxSourceConfig.URL,
                    "No answer from InfluxDB at " + settings.url().getHost() + ": " + e);
        }
    }

    private void checkVersion(String reported) throws OptionException {
        String number = reported.startsWith("v") ? reported.substring(1) : reported;
        boolean server2 = number.startsWith("2");
        boolean server1 = number.startsWith("1");
        if ((server1 || server2) && server2 != config.version2()) {
            throw new OptionException(
                    InfluxSourceConfig.VERSION,
                    "expected the version of the server, which is " + reported + ", found "
                            + config.getString(InfluxSourceConfig.VERSION));
        }
    }
}
