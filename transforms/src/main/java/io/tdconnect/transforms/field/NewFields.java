// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.row.RowBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Fields made from pieces of text, with the types and names in the option {@code fields}. */
public final class NewFields {
    public static final String OPTION = "fields";

    private final String[] names;
    private final @Nullable DataType[] types;
    private final @Nullable Schema[] schemas;

    private final @Nullable Object[] fallbacks;

    private NewFields(List<FieldChoice> choices) {
        this.names = choices.stream().map(choice -> choice.name("_")).toArray(String[]::new);
        this.types = choices.stream().map(FieldChoice::type).toArray(DataType[]::new);
        this.fallbacks = choices.stream().map(FieldChoice::fallback).toArray();
        this.schemas = new Schema[this.types.length];
        for (int i = 0; i < schemas.length; i++) {
            DataType type = this.types[i];
            schemas[i] = type == null ? Schema.OPTIONAL_STRING_SCHEMA : type.schema();
        }
    }

    /**
     * The fields for the pieces.
     *
     * @param pieces names of the pieces, in their order
     * @param option types and other names, such as {@code voltage:INT as v}
     * @throws ConfigException if the option names another piece
     */
    public static NewFields of(List<String> pieces, @Nullable String option) {
        Map<String, FieldChoice> choices = new HashMap<>();
        FieldList.parse(option).choices().forEach(choice -> choices.put(choice.text(), choice));
        List<FieldChoice> ofPieces = new ArrayList<>();
        for (String piece : pieces) {
            FieldChoice choice = choices.remove(piece);
            ofPieces.add(choice == null ? new FieldChoice(List.of(piece), null, null) : textDefault(choice));
        }
        if (!choices.isEmpty()) {
            throw new ConfigException(
                    OPTION, option, "expected names of " + String.join(", ", pieces) + ", found " + choices.keySet());
        }
        return new NewFields(ofPieces);
    }

    /**
     * Adds the pieces as fields.
     *
     * @throws DataException if one does not fit its type; then no field is added
     */
    public void add(@Nullable String[] pieces, RowBuilder target) {
        @Nullable Object[] values = new Object[pieces.length];
        for (int i = 0; i < pieces.length; i++) {
            String piece = pieces[i];
            DataType type = types[i];
            values[i] = piece == null ? fallbacks[i] : type == null ? piece : converted(names[i], type, piece);
        }
        for (int i = 0; i < values.length; i++) {
            target.addField(names[i], schemas[i], values[i]);
        }
    }

    /** Adds the fields as null, or with their defaults. */
    public void addNulls(RowBuilder target) {
        for (int i = 0; i < names.length; i++) {
            target.addField(names[i], schemas[i], fallbacks[i]);
        }
    }

    /** Pieces without a type are text, so their default is converted to text. */
    private static FieldChoice textDefault(FieldChoice choice) {
        Object fallback = choice.fallback();
        return fallback == null || choice.type() != null ? choice : choice.withDefault(fallback.toString());
    }

    private static Object converted(String name, DataType type, String piece) {
        try {
            return type.convert(piece, null);
        } catch (DataException e) {
            throw new DataException("Field " + name + ": " + e.getMessage() + "; see the option " + OPTION, e);
        }
    }
}
