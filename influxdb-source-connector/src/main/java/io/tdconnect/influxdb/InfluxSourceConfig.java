// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.common.window.SplitAssignment;
import io.tdconnect.common.window.TimeOptions;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.common.window.WindowOptions;
import io.tdconnect.influxdb.client.ConnectionOptions;
import io.tdconnect.influxdb.client.LoginOptions;
import io.tdconnect.influxdb.client.SelectionOptions;
import io.tdconnect.influxdb.read.ReadOptions;
import io.tdconnect.influxdb.record.RecordOptions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the InfluxDB source connector. */
public final class InfluxSourceConfig extends AbstractConfig {
    static final ConfigDef CONFIG_DEF = new Options()
            .add(ConnectionOptions::addTo)
            .add(LoginOptions::addTo)
            .add(TlsOptions::addTo)
            .add(SelectionOptions::addTo)
            .add(TimeOptions::addTo)
            .add(WindowOptions::addTo)
            .add(RecordOptions::addTo)
            .add(RetryOptions::addTo)
            .build();

    /** The configuration of a connector or task. */
    public InfluxSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    HttpConnection connection() {
        return ConnectionOptions.from(this);
    }

    LoginOptions login() {
        return LoginOptions.from(this);
    }

    boolean version2() {
        return ConnectionOptions.version2(this);
    }

    SelectionOptions selection() {
        return SelectionOptions.from(this);
    }

    ReadOptions reading() {
        return ReadOptions.from(this);
    }

    RecordOptions records() {
        return RecordOptions.from(this);
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    TaskIdentity task() {
        return TaskIdentity.from(this);
    }

    /** Splits of a task. */
    List<TimeSplit> taskSplits() {
        return SplitAssignment.from(this);
    }
}
