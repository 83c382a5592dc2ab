// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.contract.SilentServer;
import io.tdconnect.common.explore.ServerExplorer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfluxExplorerTest {
    private final ServerExplorer explorer = new InfluxExplorer();

    @ParameterizedTest
    @ValueSource(strings = {"version=1.8", "version=2.7;token=t;org.id=3233855dc7e37d8d"})
    void aServerThatNeverAnswersHoldsNoThread(String options) throws Exception {
        try (SilentServer server = new SilentServer()) {
            Map<String, String> config = new HashMap<>(Map.of("url", "http://127.0.0.1:" + server.port()));
            for (String option : options.split(";", -1)) {
                config.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            }

            server.assertFreesItsThread(() -> explorer.children(config, null, null));
        }
    }
}
