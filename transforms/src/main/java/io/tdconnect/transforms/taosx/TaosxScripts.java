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
            "plugin", SCRIPT);

    private TaosxScripts() {}

    /**
     * Refuses keys that are not taken over.
     *
     * @throws IllegalArgumentException with the place and the alternative
     */
    static void refuse(ConfigNode rule) {
        rule.members().forEach((key, member) -> {
            String instead = INSTEAD.get(key);
            if (instead != null) {
                throw member.problem("expected other keys than " + key + "; " + instead + ";");
            }
        });
    }
}
