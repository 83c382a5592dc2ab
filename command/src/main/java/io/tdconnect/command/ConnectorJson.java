// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** Configurations of connectors as JSON documents. */
final class ConnectorJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConnectorJson() {}

    /** Prints an array of both connectors; each element can be posted to a worker. */
    static void print(PrintWriter out, ClusterConfigs configs, boolean showSecrets) {
        ArrayNode both = JSON.createArrayNode();
        for (ConnectorConfig each : configs.both()) {
            both.add(document(showSecrets ? each : each.hidden()));
        }
        out.println(both.toPrettyString());
        out.flush();
    }

    /** The document that creates a connector. */
    static ObjectNode document(ConnectorConfig connector) {
        ObjectNode document = JSON.createObjectNode();
        document.put("name", connector.name());
        ObjectNode config = document.putObject("config");
        connector.config().forEach(config::put);
        return document;
    }
}
