// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Tags with constant values.
 *
 * @param names of the fields
 * @param values of the fields, with their schemas
 */
public record ConstantTags(List<String> names, List<Row> values) implements FieldAdder {
    /** The syntax, for the documentation of options. */
    public static final String SYNTAX =
            "`name[:TYPE]=value`, or in the syntax of taosX's option `-T`: `add-tag:name=value`; one on each line";

    private static final String OF_TAOSX = "add-tag:";
    private static final Pattern SEVERAL = Pattern.compile("=[^=]*,\\s*[\\w-]+(?::[^,=]*)?=");

    /**
     * The tags of a text.
     *
     * @throws IllegalArgumentException if it does not follow {@link #SYNTAX}, or a value does not fit its type
     */
    public static ConstantTags parse(String text) {
        List<String> names = new ArrayList<>();
        List<Row> values = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String line : text.split("\\R|(?:^|\\s+)(?:-T|--transform)(?:\\s+|=)", -1)) {
            String tag = line.trim();
            if (tag.isEmpty()) {
                continue;
            }
            String plain = tag.startsWith(OF_TAOSX) ? tag.substring(OF_TAOSX.length()) : tag;
            if (!plain.equals(tag) && SEVERAL.matcher(plain).find()) {
                throw new IllegalArgumentException(
                        "expected one tag after add-tag:, found a value that looks like several;"
                                + " write each after its own add-tag:, or name=value without add-tag: for such a value");
            }
            int equals = plain.indexOf('=');
            List<FieldChoice> choices = FieldList.parse(equals < 0 ? null : plain.substring(0, equals))
                    .choices();
            if (choices.size() != 1
                    || choices.get(0).alias() != null
                    || !seen.add(choices.get(0).text())) {
                throw new IllegalArgumentException("expected " + SYNTAX + ", each name once, found " + tag);
            }
            FieldChoice choice = choices.get(0);
            names.add(choice.text());
            values.add(value(choice, plain.substring(equals + 1)));
        }
        if (names.isEmpty() || names.stream().anyMatch(name -> name.indexOf(',') >= 0)) {
            throw new IllegalArgumentException("expected " + SYNTAX + ", names without commas");
        }
        return new ConstantTags(List.copyOf(names), List.copyOf(values));
    }

    private static Row value(FieldChoice choice, String text) {
        DataType type = choice.type();
        if (type == null) {
            return new Row(Schema.OPTIONAL_STRING_SCHEMA, text);
        }
        try {
            return new Row(type.schema(), type.convert(text, null));
        } catch (DataException e) {
            throw new IllegalArgumentException("tag " + choice.text() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean addFields(Object row, RowBuilder copy) {
        for (int i = 0; i < values.size(); i++) {
            copy.addField(names.get(i), values.get(i).schema(), values.get(i).value());
        }
        return true;
    }
}
