// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.common.window.NameSelection;
import io.tdconnect.common.window.SplitAssignment;
import io.tdconnect.common.window.SplitReader;
import io.tdconnect.common.window.TimeOptions;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.common.window.WindowOptions;
import io.tdconnect.opentsdb.client.ConnectionOptions;
import io.tdconnect.opentsdb.client.SelectionOptions;
import io.tdconnect.opentsdb.record.RecordOptions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the OpenTSDB source connector. */
public final class OpenTsdbSourceConfig extends AbstractConfig {
    static final ConfigDef CONFIG_DEF = new Options()
            .add(ConnectionOptions::addTo)
            .add(TlsOptions::addTo)
            .add(SelectionOptions::addTo)
            .add(TimeOptions::addTo)
            .add(WindowOptions::addTo)
            .add(RecordOptions::addTo)
            .add(RetryOptions::addTo)
            .build();

    /** The configuration of a connector or task. */
    public OpenTsdbSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    HttpConnection connection() {
        return ConnectionOptions.from(this);
    }

    NameSelection metrics() {
        return SelectionOptions.from(this);
    }

    TimeOptions time() {
        return TimeOptions.from(this);
    }

    WindowOptions windows() {
        return WindowOptions.from(this);
    }

    /** What is the same for all splits. */
    SplitReader.Windows forReaders() {
        return new SplitReader.Windows(time(), windows(), "OpenTSDB", "Metric");
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
