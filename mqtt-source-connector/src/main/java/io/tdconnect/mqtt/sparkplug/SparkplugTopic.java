// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The topic {@code spBv1.0/GROUP/TYPE/NODE[/DEVICE]} of a Sparkplug B message.
 *
 * @param type such as NDATA
 * @param device null if the message is of the edge node itself
 */
record SparkplugTopic(
        String group, String type, String node, @Nullable String device) {
    static final String NAMESPACE = "spBv1.0";

    private static final int LEVELS_OF_NODE = 4;

    /** The parts of a topic, null for commands and for the state of host applications, which carry no data. */
    static @Nullable SparkplugTopic parse(String topic) throws BadMessageException {
        String[] levels = topic.split("/", -1);
        if (levels[0].equals("STATE") || (levels.length > 1 && levels[1].equals("STATE"))) {
            return null;
        }
        if (!levels[0].equals(NAMESPACE) || levels.length < LEVELS_OF_NODE) {
            throw unexpected();
        }
        String device = levels.length == LEVELS_OF_NODE
                ? null
                : String.join("/", Arrays.asList(levels).subList(LEVELS_OF_NODE, levels.length));
        return switch (levels[2]) {
            case "NBIRTH", "NDATA", "NDEATH" -> new SparkplugTopic(levels[1], levels[2], levels[3], null);
            case "DBIRTH", "DDATA", "DDEATH" -> {
                if (device == null) {
                    throw unexpected();
                }
                yield new SparkplugTopic(levels[1], levels[2], levels[3], device);
            }
            case "NCMD", "DCMD" -> null;
            default -> throw unexpected();
        };
    }

    boolean isBirth() {
        return type.endsWith("BIRTH");
    }

    boolean isDeath() {
        return type.endsWith("DEATH");
    }

    boolean isOfNode() {
        return device == null;
    }

    /** The topic of commands for the edge node. */
    String commandTopic() {
        return NAMESPACE + "/" + group + "/NCMD/" + node;
    }

    private static BadMessageException unexpected() {
        return new BadMessageException("expected a topic " + NAMESPACE
                + "/GROUP/TYPE/NODE with a device for types of devices, found another one");
    }
}
