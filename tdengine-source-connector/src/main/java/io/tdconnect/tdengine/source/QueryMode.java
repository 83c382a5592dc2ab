// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.OptionProblem;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Reading by queries over windows of the rows' time. */
final class QueryMode implements SourceMode {
    private final TdengineSourceConfig config;

    QueryMode(TdengineSourceConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigProblems problems) {
        problems.add(SelectionOptions.READ_MODE, "expected subscription, found " + config.readMode());
    }

    @Override
    public void check(Connection connection) throws OptionProblem {
        throw new OptionProblem(SelectionOptions.READ_MODE, "expected subscription");
    }

    @Override
    public void start(ConnectorContext context) {}

    @Override
    public List<Map<String, String>> tasks(int max) {
        return List.of(Map.of());
    }

    @Override
    public ExactlyOnceSupport exactlyOnce() {
        return ExactlyOnceSupport.UNSUPPORTED;
    }

    @Override
    public void checkOffset(Map<String, ?> partition, @Nullable Map<String, ?> offset) {}

    @Override
    public Reader reader(SourceTaskContext context) {
        throw new ConnectException(SelectionOptions.READ_MODE + ": expected subscription");
    }

    @Override
    public void close() {}
}
