// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.quickstart;

import io.tdconnect.emulator.TdengineEmulator;
import io.tdconnect.testing.TdengineServer;
import java.io.PrintStream;
import java.net.URI;

/** The target of the rows: the server of {@code TDENGINE_URL}, else the emulator. */
record Tdengine(URI gateway, String user, String password, boolean emulated, AutoCloseable server)
        implements AutoCloseable {
    private static final String TABLE = "quickstart.meters";

    static Tdengine start(int emulatorPort) {
        if (System.getenv("TDENGINE_URL") == null) {
            TdengineEmulator emulator = TdengineEmulator.start(emulatorPort);
            return new Tdengine(gateway("127.0.0.1", emulator.port()), "root", "taosdata", true, emulator);
        }
        TdengineServer server = TdengineServer.start();
        return new Tdengine(gateway(server.host(), server.port()), server.user(), server.password(), false, server);
    }

    String url() {
        return "jdbc:TAOS-WS://" + gateway.getHost() + ":" + gateway.getPort();
    }

    RowCount rowsSince(long millis) {
        return new RowCount(gateway, user, password, TABLE, millis);
    }

    void describe(PrintStream out) {
        out.println("  TDengine       " + url() + "   table " + TABLE
                + (emulated ? "   (the emulator: in memory only, not a database)" : ""));
        String credentials = emulated ? "root:taosdata" : "USER:PASSWORD";
        out.println("    look at it   curl -u " + credentials + " -d 'select * from " + TABLE + " limit 5' " + gateway
                + "/rest/sql");
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    private static URI gateway(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }
}
