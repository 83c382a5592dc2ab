// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** What becomes of several values that a JSONPath finds. */
public enum PathHits {
    /** An array, also of one value; as text in JSON if the field has a text type. */
    ARRAY,
    /** The first one. */
    FIRST;

    static final String OPTION = "path.hits";

    public static void addTo(Options options) {
        options.choice(
                        OPTION,
                        ARRAY,
                        "What a JSONPath with wildcard, slice, filter or descent makes of the values that it finds: `array`, also"
                                + " of one value, is an array, or JSON text in a field with a text type such as"
                                + " `NCHAR(200)`; `first` takes the first one. None is a missing field. Explode makes rows"
                                + " of them.")
                .importance(Importance.LOW);
    }

    public static PathHits from(AbstractConfig config) {
        return EnumOption.parse(PathHits.class, config.getString(OPTION));
    }
}
