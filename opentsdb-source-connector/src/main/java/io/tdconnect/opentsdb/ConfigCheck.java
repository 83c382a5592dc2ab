// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.template.Template;
import io.tdconnect.opentsdb.client.ConnectionOptions;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.opentsdb.client.SelectionOptions;
import io.tdconnect.opentsdb.read.FailureMessages;
import io.tdconnect.opentsdb.record.RecordOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks whether options fit together and whether the server answers. */
final class ConfigCheck {
    /** The aggregator {@code none}, which leaves series as they are, came with 2.3. */
    private static final Pattern TOO_OLD = Pattern.compile("[01]\\..*|2\\.[012](\\D.*)?");

    private static final int MOST_NAMED = 5;

    private final OpenTsdbSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(OpenTsdbSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        if (config.getString(ConnectionOptions.USER).isEmpty()
                && config.getPassword(ConnectionOptions.PASSWORD) != null) {
            problems.add(ConnectionOptions.USER, "expected a user for the password, found none");
        }
        config.windows().check(config.time(), problems);
        problems.checkVariables(
                RecordOptions.TOPIC, Template.parse(config.getString(RecordOptions.TOPIC)), List.of("metric"));
        ConnectionCheck.run(config, problems, HttpConnection.URL, List.of(HttpConnection.url(config)), this::connect);
    }

    private void connect() throws OptionException, InterruptedException {
        Duration limit = ConnectionCheck.limit(config);
        HttpConnection connection = config.connection().withTimeouts(limit.dividedBy(2), limit);
        try (OpenTsdbClient client = new OpenTsdbClient(connection)) {
            String version = client.version();
            Matcher old = TOO_OLD.matcher(version);
            if (old.matches()) {
                throw new OptionException(
                        HttpConnection.URL, "expected OpenTSDB 2.3 or later, found version " + version);
            }
            List<String> unknown = new ArrayList<>();
            for (String metric : config.metrics().named()) {
                if (!client.knows(metric)) {
                    unknown.add(metric);
                }
            }
            if (!unknown.isEmpty()) {
                throw new OptionException(
                        SelectionOptions.METRICS,
                        "expected metrics that OpenTSDB has seen, found others: "
                                + String.join(", ", unknown.subList(0, Math.min(MOST_NAMED, unknown.size())))
                                + (unknown.size() > MOST_NAMED ? ", … (" + unknown.size() + " in all)" : "") + "; set "
                                + ConnectionCheck.VALIDATE + "=false if they come later");
            }
        } catch (ServerException e) {
            throw FailureMessages.problem(e);
        } catch (IOException e) {
            throw new OptionException(
                    HttpConnection.URL,
                    "No answer from OpenTSDB at " + connection.url().getHost() + ": " + e);
        }
    }
}
