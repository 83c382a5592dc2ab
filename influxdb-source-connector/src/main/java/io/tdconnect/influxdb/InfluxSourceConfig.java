// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.regex.LinearRegex;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The options of the InfluxDB source connector. */
public final class InfluxSourceConfig extends AbstractConfig {
    static final String URL = "url";
    static final String VERSION = "version";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String ORG_ID = "org.id";
    static final String TOKEN = "token";
    static final String DBRP_AUTO_CREATE = "dbrp.auto.create";
    static final String GZIP = "gzip";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String STALL_TIMEOUT = "stall.timeout.ms";
    static final String BUCKET = "bucket";
    static final String RETENTION_POLICY = "retention.policy";
    static final String MEASUREMENTS = "measurements";
    static final String MEASUREMENTS_INCLUDE = "measurements.include";
    static final String MEASUREMENTS_EXCLUDE = "measurements.exclude";
    static final String MEASUREMENTS_REFRESH = "measurements.refresh.ms";
    static final String TAG_CONDITIONS = "tag.conditions";
    static final String FIELDS = "fields";
    static final String BEGIN_TIME = "begin.time";
    static final String END_TIME = "end.time";
    static final String READ_WINDOW = "read.window";
    static final String WINDOW_POINTS = "window.max.points";
    static final String DELAY = "delay.ms";
    static final String OVERLAP = "overlap.ms";
    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String HISTORY_SLICES = "history.slices";
    static final String HISTORY_SLICES_END = "history.slices.end";
    static final String BATCH_SIZE = "batch.size";
    static final String TOPIC = "topic";
    static final String VALUE_FORMAT = "value.format";
    static final String POINTS_PER_RECORD = "points.per.record";
    static final String FIELD_TYPE_CONFLICT = "field.type.conflict";
    static final String NAMES = "names";
    static final String TABLE = "table";
    static final String RECORD_TIMESTAMP = "record.timestamp";
    static final String ON_LARGE_POINT = "on.large.point";
    static final String ROUTING_HEADERS = "routing.headers";
    /** Set by the connector for its tasks. */
    static final String TASK_LANES = "task.lanes";
    /** Set by the connector for its tasks. */
    static final String TASK_ID = "task.id";

    static final ConfigDef CONFIG_DEF = InfluxSourceOptions.define();

    /** The configuration of a connector or task. */
    public InfluxSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    boolean version2() {
        return getString(VERSION).startsWith("2");
    }

    ConnectionSettings connection() {
        URI url = URI.create(getString(URL).trim());
        Tls tls = TlsOptions.from(this);
        ConnectionSettings.TlsSettings secure = "https".equalsIgnoreCase(url.getScheme())
                ? new ConnectionSettings.TlsSettings(tls.context(), tls.hostnameVerification())
                : null;
        return new ConnectionSettings(
                url,
                Authorization.of(this),
                bucket(),
                retentionPolicy(),
                secure,
                new ConnectionSettings.Transport(
                        Duration.ofMillis(getLong(CONNECT_TIMEOUT)),
                        Duration.ofMillis(getLong(STALL_TIMEOUT)),
                        getBoolean(GZIP)));
    }

    String bucket() {
        return getString(BUCKET);
    }

    String retentionPolicy() {
        return getString(RETENTION_POLICY);
    }

    /** Measurements that are named; empty for all that are selected by patterns. */
    List<String> measurements() {
        return getList(MEASUREMENTS).stream()
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }

    Predicate<String> measurementFilter() {
        String include = getString(MEASUREMENTS_INCLUDE);
        String exclude = getString(MEASUREMENTS_EXCLUDE);
        Predicate<String> included = include.isEmpty() ? name -> true : LinearRegex.compile(include)::matches;
        return exclude.isEmpty() ? included : included.and(Predicate.not(LinearRegex.compile(exclude)::matches));
    }

    long begin() {
        return TimeText.parse(getString(BEGIN_TIME));
    }

    long end() {
        String end = getString(END_TIME);
        return end.isBlank() ? Lane.FOREVER : TimeText.parse(end);
    }

    List<Lane> lanes(String measurement) {
        String slicesEnd = getString(HISTORY_SLICES_END);
        long until = slicesEnd.isBlank() ? end() : Math.min(end(), TimeText.parse(slicesEnd));
        return Lane.of(measurement, begin(), end(), getInt(HISTORY_SLICES), until);
    }

    LaneReader.Settings reading() {
        return new LaneReader.Settings(
                TimeText.window(getString(READ_WINDOW)),
                getLong(WINDOW_POINTS),
                getInt(BATCH_SIZE),
                Duration.ofMillis(getLong(OVERLAP)),
                getList(TAG_CONDITIONS).stream().map(TagCondition::parse).toList());
    }

    TaskReader.Settings loop() {
        return new TaskReader.Settings(
                Duration.ofMillis(getLong(DELAY)),
                Duration.ofMillis(getLong(POLL_INTERVAL)),
                Set.copyOf(getList(FIELDS)),
                EnumOption.parse(ConflictPolicy.class, getString(FIELD_TYPE_CONFLICT)));
    }

    PointConverter.Settings records() {
        String table = getString(TABLE);
        return new PointConverter.Settings(
                bucket(),
                Template.parse(getString(TOPIC)),
                table.isBlank() ? null : Template.parse(table),
                EnumOption.parse(ValueFormat.class, getString(VALUE_FORMAT)),
                EnumOption.parse(RoutingMode.class, getString(ROUTING_HEADERS)),
                EnumOption.parse(Names.class, getString(NAMES)),
                EnumOption.parse(RecordTimestamp.class, getString(RECORD_TIMESTAMP)),
                getInt(POINTS_PER_RECORD),
                RecordSizeLimit.from(this),
                EnumOption.parse(LargePoint.class, getString(ON_LARGE_POINT)));
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    /** The secret of a PASSWORD option; null where it is not set or empty. */
    @Nullable
    String secret(String option) {
        var password = getPassword(option);
        return password == null || password.value().isEmpty() ? null : password.value();
    }

    /** Name of the connector. */
    String connector() {
        return originalsStrings().getOrDefault("name", "unnamed");
    }

    /** Number of a task, from 0. */
    String task() {
        return originalsStrings().getOrDefault(TASK_ID, "0");
    }

    /** Lanes of a task. */
    List<Lane> taskLanes() {
        Object lanes = originals().get(TASK_LANES);
        if (lanes == null || lanes.toString().isEmpty()) {
            throw new ConfigException(TASK_LANES, lanes, "expected to be set by the connector");
        }
        return List.of(lanes.toString().split(",", -1)).stream()
                .map(Lane::parse)
                .toList();
    }
}
