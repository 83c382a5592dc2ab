// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All drivers of DSNs. */
final class Drivers {
    /** Needs Windows libraries of its vendor, as does OPC DA. */
    private static final Driver PI = Driver.without(
            "PI",
            List.of("pi"),
            named(
                    "PISystemName",
                    "MaxWaitLen",
                    "UpdateInterval",
                    "TemplateForPIPoint",
                    "TemplateForAFElement",
                    "PointList"),
            "PI needs the vendor's library on Windows; its OPC UA server can be read with opcua://, and exported files with"
                    + " csv:");

    private static final Driver OPC_DA = Driver.without(
            "OPC DA",
            List.of("opc+da", "opcda"),
            named(
                    "nodes",
                    "da.tags",
                    "opc_table_config",
                    "csv_config_file",
                    "interval",
                    "concurrent",
                    "batch_size",
                    "batch_timeout",
                    "connect_timeout",
                    "request_timeout",
                    "debug",
                    "enable",
                    "path",
                    "keep"),
            "OPC DA needs DCOM on Windows; an OPC UA wrapper of the server, which most vendors have, can be read with"
                    + " opcua://");

    static final List<Driver> SOURCES = List.of(
            MqttSource.DRIVER,
            HistorySources.INFLUXDB,
            OpcuaSource.DRIVER,
            TdengineSources.SUBSCRIPTION,
            TdengineSources.QUERY,
            KafkaSource.DRIVER,
            FileSources.CSV,
            HistorySources.OPENTSDB,
            FileSources.BACKUP,
            PI,
            OPC_DA);

    static final List<Driver> TARGETS = List.of(TdengineTarget.DRIVER, FileSources.BACKUP_TARGET);

    private Drivers() {}

    /** The driver of a scheme such as {@code tmq+ws}. */
    static Optional<Driver> of(List<Driver> drivers, String scheme) {
        return drivers.stream()
                .filter(driver -> driver.schemes().contains(scheme))
                .findFirst();
    }

    /** The schemes that can be used, in the order of the drivers. */
    static List<String> schemes(List<Driver> drivers) {
        return drivers.stream()
                .filter(driver -> driver.connector() != null)
                .flatMap(driver -> driver.schemes().stream())
                .toList();
    }

    private static List<Parameter> named(String... names) {
        return Stream.of(names).map(name -> CommonParameters.ignored(name, "")).toList();
    }
}
