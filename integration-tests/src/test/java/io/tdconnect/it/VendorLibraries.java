// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import java.util.List;
import java.util.Map;

/** The only classes that may use each client library, so that it can be replaced. */
final class VendorLibraries {
    /** Names of classes below {@code io.tdconnect}, by the package of the library. */
    static final Map<String, List<String>> USERS = Map.ofEntries(
            Map.entry(
                    "de.siegmar.fastcsv",
                    List.of(
                            "csv.format.RowParser",
                            "opcua.layout.PointFile",
                            "opcua.layout.PointFileText",
                            "transforms.field.QuotedText")),
            Map.entry("org.eclipse.paho", List.of("mqtt.session.PahoV3Session", "mqtt.session.PahoV5Session")),
            Map.entry(
                    "com.taosdata",
                    List.of(
                            "tdengine.driver.TdengineConnections",
                            "tdengine.driver.DriverLink",
                            "tdengine.driver.DriverTls",
                            "tdengine.sink.write.StmtRowWriter",
                            "tdengine.sink.write.BindBlock")),
            Map.entry(
                    "com.fasterxml",
                    List.of(
                            "backup.format.SegmentReader",
                            "backup.format.StoredColumn",
                            "backup.format.ValueForm",
                            "common.json.JsonTree",
                            "influxdb.client.BucketMapping",
                            "mqtt.payload.JsonPayload",
                            "opcua.layout.TableConfig",
                            "opentsdb.client.AnswerReader",
                            "opentsdb.client.OpenTsdbClient",
                            "tdengine.rest.RestAnswer",
                            "tdengine.rest.RestConnection",
                            "tdengine.sink.schemaless.OpenTsdbJsonReader",
                            "tdengine.sink.schemaless.OpenTsdbValue",
                            "tdengine.source.message.CreatedTables",
                            "tdengine.source.message.DecimalColumns",
                            "tdengine.source.message.ExistingTables",
                            "tdengine.source.record.JsonValues",
                            "tdengine.gateway.GatewayJson",
                            "tdengine.tmq.MetadataEventReader",
                            "transforms.field.ConfigNode",
                            "transforms.json.JsonParsers",
                            "transforms.json.JsonRowReader",
                            "transforms.json.JsonRows",
                            "transforms.json.ObjectTrees",
                            "transforms.json.SameNamePaths",
                            "transforms.type.JsonValues")),
            Map.entry("com.jayway", List.of("transforms.path.IndefinitePath", "transforms.path.RowJson")),
            Map.entry(
                    "com.google.re2j",
                    List.of(
                            "common.regex.LinearRegex",
                            "common.regex.RegexSize",
                            "transforms.field.RegexGroups",
                            "transforms.field.RegexReplacement")),
            Map.entry(
                    "com.github.luben",
                    List.of("backup.format.Compression", "csv.file.FileContent", "mqtt.payload.Decompression")),
            Map.entry("io.airlift", List.of("mqtt.payload.Decompression")),
            Map.entry(
                    "io.netty",
                    List.of(
                            "tdengine.driver.DriverLink",
                            "tdengine.driver.DriverLoops",
                            "tdengine.driver.DriverTls",
                            "tdengine.sink.write.StmtRowWriter",
                            "tdengine.sink.write.BindBlock")),
            Map.entry(
                    "org.apache.commons.jexl3",
                    List.of(
                            "expression.ExpressionParser",
                            "expression.JexlTree",
                            "expression.NumberLiterals",
                            "expression.Conditionals")));

    private VendorLibraries() {}
}
