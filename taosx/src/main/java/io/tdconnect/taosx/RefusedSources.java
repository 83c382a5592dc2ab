// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import java.util.stream.Stream;

/** Drivers of taosX that need Windows libraries of their vendors. */
final class RefusedSources {
    static final Driver PI = Driver.without(
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

    static final Driver OPC_DA = Driver.without(
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

    private RefusedSources() {}

    private static List<Parameter> named(String... names) {
        return Stream.of(names).map(name -> CommonParameters.ignored(name, "")).toList();
    }
}
