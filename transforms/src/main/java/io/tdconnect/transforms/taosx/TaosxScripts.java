// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.transforms.field.ConfigNode;
import java.util.Map;

/** Keys of parser documents that are not taken over, and what to write instead. */
final class TaosxScripts {
    private static final String SCRIPT =
            "scripts are not run: write SplitToRows, Explode, Unpivot, Pivot or Compute, or a"
                    + " transform in Java, and put it before the parser";

    private static final Map<String, String> INSTEAD = Map.of(
            "udt", SCRIPT,
            "script", SCRIPT,
            "plugin", SCRIPT,
            "regex", "put ParseRegex before the parser, and name its fields as keys of parse",
            "convert",
                    "write values beside a rule in map, such as {\"cast\": \"field\", \"values\": {\"old\": \"new\"}}");

    private TaosxScripts() {}

    /**
     * Refuses keys that are not taken over.
     *
     * @param known a key that is known here, such as {@code regex} in {@code extract}
     * @throws IllegalArgumentException with the place and the alternative
     */
    static void refuse(ConfigNode rule, String known) {
        rule.members().forEach((key, member) -> {
            String instead = INSTEAD.get(key);
            if (instead != null && !key.equals(known)) {
                throw member.problem("expected other keys than " + key + "; " + instead + ";");
            }
        });
    }
}
