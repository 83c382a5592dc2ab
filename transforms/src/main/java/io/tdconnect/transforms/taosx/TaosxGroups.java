// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.transforms.field.NewFields;
import io.tdconnect.transforms.field.RegexGroups;
import io.tdconnect.transforms.json.PlainPayload;
import io.tdconnect.transforms.row.RowBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a regular expression finds in a part of a message.
 *
 * @param source payload, value or key
 * @param groups names the fields
 */
record TaosxGroups(String source, RegexGroups groups, NewFields fields) {
    static TaosxGroups of(String source, String regex) {
        RegexGroups groups = RegexGroups.of(regex);
        return new TaosxGroups(source, groups, NewFields.of(groups.pieces(), null));
    }

    /** Adds a field for each group; text. */
    void addTo(RowBuilder row, Object payload) {
        String text = PlainPayload.text(payload);
        @Nullable String @Nullable [] found = groups.cut(text);
        if (found == null) {
            throw new DataException("/parse/" + source + "/regex: expected a message that matches it, found one of "
                    + text.length() + " characters that does not");
        }
        fields.add(found, row);
    }
}
