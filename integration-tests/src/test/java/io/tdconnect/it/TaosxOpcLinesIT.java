// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command lines of taosX for OPC UA, OPC DA and PI, as in {@link TaosxCommandLinesIT}. */
class TaosxOpcLinesIT {
    private static CommandArchive archive;
    private static TdengineServer tdengine;
    private static OpcUaTestServer server;

    @BeforeAll
    static void start() throws Exception {
        archive = CommandArchive.unpack();
        tdengine = TdengineServer.start();
        server = OpcUaTestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        tdengine.close();
    }

    @Test
    void opcUaWithNodesAndATableConfiguration() throws Exception {
        String database = tdengine.createDatabase("ms");
        try (CommandProcess command =
                archive.shell("""
                        taosx run \\
                            -f "opcua://uauser:uapass@localhost:4840?ua.nodes=ns=2;i=2::DSF1312,ns=2;i=3::DSF1313&opc_table_config={\\"stable_prefix\\": \\"meters\\", \\"column_configs\\": [{\\"column_name\\": \\"received_time\\", \\"column_type\\": \\"timestamp\\", \\"column_alias\\": \\"ts\\", \\"is_primary_key\\": true }, {\\"column_name\\": \\"original_time\\", \\"column_type\\": \\"timestamp\\", \\"column_alias\\": \\"ts_2\\", \\"is_primary_key\\": false }, {\\"column_name\\": \\"value\\", \\"column_alias\\": \\"valueaa\\", \\"is_primary_key\\": false }, {\\"column_name\\": \\"quality\\", \\"column_type\\": \\"int\\", \\"column_alias\\": \\"quality11\\", \\"is_primary_key\\": false } ] }" \\
                            -t "taos://tdengine:6030/opc"
                        """.replace("uauser:uapass@localhost:4840", "operator:secret@127.0.0.1:" + server.port())
                        .replace("ns=2;i=2::", server.node("Float") + "::")
                        .replace("ns=2;i=3::", server.node("Double") + "::")
                        .replace("tdengine:6030/opc", target(database)))) {
            command.awaitWhileRunning(() -> tdengine.count(database + ".meters_float") >= 1
                    && tdengine.count(database + ".meters_double") >= 1);

            assertThat(tdengine.query("SELECT valueaa, quality11 FROM " + database + ".meters_float LIMIT 1"))
                    .containsExactly(List.of(1.5f, 0));
            assertThat(command.terminate()).as(command.all()).isZero();
        }
    }

    @Test
    void opcUaWithACsvFile() throws Exception {
        String database = tdengine.createDatabase("ms");
        Path points =
                Files.writeString(archive.folder().resolve("points.csv"), """
                No.,point_id,enabled,stable,tbname,value_col,value_transform,type,quality_col,ts_col,tag::VARCHAR(64)::name
                1,FLOAT,1,plant,boiler1,temperature,val * 2,double,quality,ts,north
                2,DOUBLE,1,plant,boiler2,temperature,,double,quality,ts,south
                3,FLOAT,0,plant,spare,temperature,,double,quality,ts,south
                """.replace("FLOAT", server.node("Float"))
                        .replace("DOUBLE", server.node("Double")));
        try (CommandProcess command = archive.shell("""
                taosx run -f "opcua://<server-info>?csv_config_file=@<file_path>" -t "taos+ws://tdengine:6041/opc"
                """.replace("<server-info>", "127.0.0.1:" + server.port())
                .replace("<file_path>", points.toString().replace(" ", "%20"))
                .replace("tdengine:6041/opc", target(database)))) {
            command.awaitWhileRunning(
                    () -> tdengine.count(database + ".boiler1") >= 1 && tdengine.count(database + ".boiler2") >= 1);

            assertThat(tdengine.query("SELECT DISTINCT tbname, temperature, quality, name FROM " + database
                            + ".plant ORDER BY tbname"))
                    .containsExactly(List.of("boiler1", 3.0, 0, "north"), List.of("boiler2", 2.25, 0, "south"));
            assertThat(command.terminate()).as(command.all()).isZero();
        }
    }

    @Test
    void linesForWindowsAreRefused() throws Exception {
        assertRefused("""
                taosx run \\
                    -f "opc+da://Matrikon.OPC.Simulation.1?nodes=localhost&da.tags=Random.Real8::tb3::c1::int" \\
                    -t "taos://tdengine:6030/opc"
                """);
        assertRefused("""
                taosx run \\
                    -f "pi://WIN-2OA23UM12TN/Met1?TemplateForPIPoint=template1,template2&TemplateForAFElement=template3,template4" \\
                    -t "taos://tdengine:6030/pi"
                """);
    }

    private static void assertRefused(String line) throws Exception {
        try (CommandProcess command = archive.shell(line)) {
            assertThat(command.awaitEnd()).as(command.all()).isEqualTo(2);
            assertThat(command.err()).contains("from: driver: expected a driver with a connector");
        }
    }

    private static String target(String database) {
        return tdengine.host() + ":" + tdengine.port() + "/" + database;
    }
}
