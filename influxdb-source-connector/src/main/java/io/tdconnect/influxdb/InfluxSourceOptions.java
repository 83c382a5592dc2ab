// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.regex.LinearRegex;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.tls.TlsOptions;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Defines the options of {@link InfluxSourceConfig}. */
final class InfluxSourceOptions {
    private static final long HOUR = 3_600_000;

    private InfluxSourceOptions() {}

    static ConfigDef define() {
        return new Options()
                .add(InfluxSourceOptions::connection)
                .add(InfluxSourceOptions::authentication)
                .add(TlsOptions::addTo)
                .add(InfluxSourceOptions::selection)
                .add(InfluxSourceOptions::times)
                .add(InfluxSourceOptions::reading)
                .add(InfluxSourceOptions::records)
                .add(RetryOptions::addTo)
                .build();
    }

    private static void connection(Options options) {
        options.group("Connection")
                .required(
                        InfluxSourceConfig.URL,
                        Type.STRING,
                        "Server, such as http://influxdb:8086 or https://host:8086.")
                .validator(Validators.all(Validators.uri("http", "https"), new PlainUrl()))
                .optional(
                        InfluxSourceConfig.VERSION,
                        Type.STRING,
                        "1.8",
                        "Version of the server, which decides how the connector logs in: 1.x (also 1.7, 1.8) with user and"
                                + " password, 2.x (also 2.0 to 2.7) with organization and token.")
                .validator(Validators.pattern("[12](\\.(x|\\d+(\\.\\d+)?))?", "1.x, 2.x or a number such as 1.8"))
                .importance(Importance.HIGH);
        transport(options);
    }

    private static void transport(Options options) {
        options.optional(
                        InfluxSourceConfig.GZIP,
                        Type.BOOLEAN,
                        false,
                        "Whether answers are compressed: good on slow networks, costs CPU at the server.")
                .importance(Importance.LOW)
                .optional(
                        InfluxSourceConfig.CONNECT_TIMEOUT,
                        Type.LONG,
                        10_000L,
                        "How long a connection may take to be made.")
                .validator(Validators.between(100, HOUR))
                .importance(Importance.LOW)
                .optional(
                        InfluxSourceConfig.STALL_TIMEOUT,
                        Type.LONG,
                        60_000L,
                        "How long the server may send nothing before its answer counts as lost; the window is read again"
                                + " from where it stopped, half as long.")
                .validator(Validators.between(100, 24 * HOUR))
                .importance(Importance.LOW);
        ConnectionCheck.addTo(options, "Whether validating the configuration asks the server for the bucket.");
    }

    private static void authentication(Options options) {
        options.group("Authentication")
                .optional(
                        InfluxSourceConfig.USER, Type.STRING, "", "User (1.x) with the right to read; empty for none.")
                .optional(InfluxSourceConfig.PASSWORD, Type.PASSWORD, null, "Password of the user (1.x).")
                .optional(
                        InfluxSourceConfig.ORG_ID,
                        Type.STRING,
                        "",
                        "Organization ID (2.x): 16 hexadecimal digits, not the name. Needed to find or add the mapping of"
                                + " the bucket.")
                .validator(Validators.pattern("|[0-9a-fA-F]{16}", "16 hexadecimal digits"))
                .optional(
                        InfluxSourceConfig.TOKEN,
                        Type.PASSWORD,
                        null,
                        "API token (2.x) with the right to read the bucket.")
                .optional(
                        InfluxSourceConfig.DBRP_AUTO_CREATE,
                        Type.BOOLEAN,
                        false,
                        "Whether a missing mapping of database and retention policy to the bucket (2.x) is added. Without"
                                + " one the bucket cannot be read by InfluxQL. The token needs the right to write the bucket.");
    }

    private static void selection(Options options) {
        options.group("Selection")
                .required(InfluxSourceConfig.BUCKET, Type.STRING, "Bucket (2.x) or database (1.x).")
                .validator(Validators.nonEmpty())
                .optional(
                        InfluxSourceConfig.RETENTION_POLICY,
                        Type.STRING,
                        "",
                        "Retention policy; empty for the default one of the database or mapping.")
                .optional(
                        InfluxSourceConfig.MEASUREMENTS,
                        Type.LIST,
                        "",
                        "Measurements, comma separated; empty for all, also those that appear later.")
                .importance(Importance.HIGH)
                .optional(
                        InfluxSourceConfig.MEASUREMENTS_INCLUDE,
                        Type.STRING,
                        "",
                        "Regular expression that the whole name of a measurement has to match; empty for all.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        InfluxSourceConfig.MEASUREMENTS_EXCLUDE,
                        Type.STRING,
                        "",
                        "Regular expression (RE2) of the names of measurements that are left out.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        InfluxSourceConfig.MEASUREMENTS_REFRESH,
                        Type.LONG,
                        60_000L,
                        "How often the connector looks for new measurements where none are named.")
                .validator(Validators.between(1_000, 24 * HOUR))
                .importance(Importance.LOW);
        points(options);
    }

    private static void points(Options options) {
        options.optional(
                        InfluxSourceConfig.TAG_CONDITIONS,
                        Type.LIST,
                        "",
                        "Conditions on tags that all have to hold, comma separated: host=a, host!=a, host=~regex, host!~regex.")
                .validator(new ParsedValidator("conditions such as host=a", TagCondition::parse))
                .optional(
                        InfluxSourceConfig.FIELDS,
                        Type.LIST,
                        "",
                        "Fields that are read; empty for all, also new ones.");
    }

    private static void times(Options options) {
        options.group("Time")
                .required(
                        InfluxSourceConfig.BEGIN_TIME,
                        Type.STRING,
                        "Time of the first point: ISO-8601 with a zone such as 2023-06-01T00:00:00+0800, or seconds, milli-,"
                                + " micro- or nanoseconds since 1970.")
                .validator(
                        Validators.all(Validators.nonEmpty(), new ParsedValidator("time with a zone", TimeText::parse)))
                .optional(
                        InfluxSourceConfig.END_TIME,
                        Type.STRING,
                        "",
                        "Time after the last point, in the same form; empty to go on with new points for ever.")
                .validator(new ParsedValidator("time with a zone, or empty", TimeText::parse))
                .importance(Importance.HIGH)
                .optional(
                        InfluxSourceConfig.DELAY,
                        Type.LONG,
                        10_000L,
                        "How old a point is before it is read, by the clock of the server, so that points out of order have"
                                + " come; usually 1000 to 30000.")
                .validator(Validators.between(0, 24 * HOUR))
                .optional(
                        InfluxSourceConfig.OVERLAP,
                        Type.LONG,
                        0L,
                        "How far back points are looked for that came later than the delay allows. Such times are read"
                                + " twice, and only late and changed points become records, except after a restart; exactly-once"
                                + " delivery needs 0.")
                .validator(Validators.between(0, 7 * 24 * HOUR))
                .optional(
                        InfluxSourceConfig.POLL_INTERVAL,
                        Type.LONG,
                        1_000L,
                        "How often the connector looks for new points.")
                .validator(Validators.between(10, HOUR))
                .importance(Importance.LOW);
    }

    private static void reading(Options options) {
        options.group("Reading")
                .optional(
                        InfluxSourceConfig.READ_WINDOW,
                        Type.STRING,
                        "D",
                        "Longest time range of a query, such as 15m, 6h or 1d; D, H, M (day, hour, minute) and ISO-8601"
                                + " durations such as PT6H are read as well. The connector reads shorter ranges by itself where points are dense or the server gives up.")
                .validator(new ParsedValidator("duration such as 500ms, 10s, 5m, 2h, 7d", TimeText::window))
                .optional(
                        InfluxSourceConfig.WINDOW_POINTS,
                        Type.LONG,
                        1_000_000L,
                        "How many points a range should have at most; later ranges are shortened to it.")
                .validator(Validators.atLeast(1_000))
                .importance(Importance.LOW)
                .optional(
                        InfluxSourceConfig.HISTORY_SLICES,
                        Type.INT,
                        1,
                        "Into how many slices of time the history of each measurement is split, so that several tasks can"
                                + " read it. To be changed only with a reset of the offsets.")
                .validator(Validators.between(1, 1_000))
                .importance(Importance.LOW)
                .optional(
                        InfluxSourceConfig.HISTORY_SLICES_END,
                        Type.STRING,
                        "",
                        "End of the sliced history where there is no end.time; the last slice goes on from there.")
                .validator(new ParsedValidator("time with a zone, or empty", TimeText::parse))
                .importance(Importance.LOW)
                .optional(InfluxSourceConfig.BATCH_SIZE, Type.INT, 2_000, "How many points Kafka Connect gets at once.")
                .validator(Validators.between(1, 100_000))
                .importance(Importance.LOW);
    }

    private static void records(Options options) {
        options.group("Records")
                .optional(
                        InfluxSourceConfig.TOPIC,
                        Type.STRING,
                        "{bucket}.{measurement}",
                        "Kafka topic, a template with {bucket} and {measurement}. Characters that Kafka does not allow become"
                                + " underscores, with a hash that keeps such topics apart.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .choice(
                        InfluxSourceConfig.VALUE_FORMAT,
                        ValueFormat.STRUCT,
                        "struct of time, tags and fields, or line for text in line protocol.")
                .optional(
                        InfluxSourceConfig.POINTS_PER_RECORD,
                        Type.INT,
                        1,
                        "How many points of a series a record holds at most. With more than 1 the value is a list of structs,"
                                + " each of which the TDengine sink writes as a row, or text of several lines. Most of the"
                                + " cost of Kafka Connect is per record: 50 is several times as fast. A record never has"
                                + " more than fit into `record.max.bytes`.")
                .validator(Validators.between(1, 10_000));
        RecordSizeLimit.addTo(options, "What becomes of a point that alone makes a larger one says `on.large.point`.");
        options.choice(
                InfluxSourceConfig.ON_LARGE_POINT,
                LargePoint.FAIL,
                "What becomes of a point that alone makes a record of more than `record.max.bytes`: fail stops the task,"
                        + " skip leaves it out and logs its table and time.");
        naming(options);
    }

    private static void naming(Options options) {
        options.choice(
                        InfluxSourceConfig.FIELD_TYPE_CONFLICT,
                        ConflictPolicy.WIDEN,
                        "What becomes of a field that has several types, in different shards: widen makes numbers floating"
                                + " point and everything else text, suffix gives each type a field such as value_float, string"
                                + " makes text, fail stops the task. InfluxDB reads 3 and 3i alike then: whole numbers are"
                                + " integers.")
                .choice(
                        InfluxSourceConfig.NAMES,
                        Names.REPLACE,
                        "What becomes of names that TDengine refuses, and of subtables with anything but letters, digits and"
                                + " underscores, which its prepared statements mix up: replace puts underscores and a hash,"
                                + " keep leaves them for other sinks, fail stops the task.")
                .choice(
                        InfluxSourceConfig.RECORD_TIMESTAMP,
                        RecordTimestamp.ARRIVAL,
                        "Timestamp of records in Kafka: arrival, or point for the time of the point, unless that is before 1970"
                                + " or in the future, which brokers refuse. With point, Kafka deletes history that is older than"
                                + " the retention of the topic at once, also if nobody has read it.")
                .optional(
                        InfluxSourceConfig.TABLE,
                        Type.STRING,
                        "",
                        "Subtable, a template with {measurement}, {bucket} and tags such as d_{host:none}; empty for the"
                                + " measurement and its tags as in cpu_host_a, with a hash where these could be read in"
                                + " two ways. Must tell all series apart. It is the key of the records, too.")
                .validator(Validators.template())
                .choice(
                        InfluxSourceConfig.ROUTING_HEADERS,
                        RoutingMode.MINIMAL,
                        "Which headers tell the TDengine sink what a record is: none, minimal, or all, which adds the database"
                                + " named like the bucket.");
    }
}
