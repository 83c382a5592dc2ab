// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import java.util.EnumSet;
import org.apache.kafka.common.config.AbstractConfig;

/** What happens to a row from which new fields cannot be made. */
public enum OnMismatch {
    /** The new fields are null. */
    NULL,
    /** The row is dropped. */
    DROP,
    /** The record is refused, so that it goes to the dead letter queue or stops the task. */
    FAIL;

    /** Option of transforms that convert each field by itself. */
    public static final String OPTION = "on.mismatch";

    /** Adds the option for fields that are converted one by one: null or refusal. */
    public static void addTo(Options options) {
        options.choice(
                OPTION,
                EnumSet.of(NULL, FAIL),
                FAIL,
                "What happens if a value does not fit the type of its field, such as `\"22x\"` for INT: `fail` refuses the"
                        + " record, `null` makes this field null and keeps the others, as taosX does.");
    }

    public static OnMismatch from(AbstractConfig config) {
        return EnumOption.parse(OnMismatch.class, config.getString(OPTION));
    }

    /** Documentation for options with these values. */
    public static final String DOC =
            " `null` makes the new fields null, `drop` drops the row, `fail` refuses the record.";
}
