// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import java.util.Optional;

/** All drivers of DSNs. */
final class Drivers {
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
            RefusedSources.PI,
            RefusedSources.OPC_DA);

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
}
