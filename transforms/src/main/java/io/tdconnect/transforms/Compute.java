// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.type.DataType;
import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.rule.ComputeRule;
import io.tdconnect.transforms.rule.ComputedField;
import io.tdconnect.transforms.rule.ComputedFields;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Adds fields that are computed from the fields of a row, by expressions or by the mapping rules of taosX.
 *
 * <p>Every field is computed from the original row; it replaces a field of the same name. Null passes unchanged.
 *
 * @param <R> type of the records
 */
public abstract class Compute<R extends ConnectRecord<R>> extends AddingTransform<R> {
    static final String SET = "set";
    static final String RULES = "rules";
    static final String ON_ERROR = "on.error";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Fields")
            .optional(
                    SET,
                    Type.STRING,
                    "",
                    "Fields and the expressions that compute them, such as `power:DOUBLE = voltage * current; celsius ="
                            + " (fahrenheit - 32) / 1.8`: " + ComputedFields.LINES + ". Types: " + DataType.NAMES
                            + ". Operators: `+ - * / %`, comparisons, `&& || !`, `a ? b : c`. Functions: "
                            + Expression.FUNCTIONS + ".")
            .validator(new ParsedValidator("lines such as power = voltage * current", text -> parse().ofLines(text)))
            .importance(Importance.HIGH)
            .optional(
                    RULES,
                    Type.STRING,
                    "",
                    "Fields and the mapping rules that compute them, as a JSON object such as `{\"date\": {\"format\":"
                            + " \"${year}-${month}\"}, \"state\": {\"mapping\": \"switch\", \"values\": {\"on\": 1, \"off\":"
                            + " 0}, \"as\": \"INT\"}}`. Rules: `mapping` (a field), `value` (a constant), `generator`"
                            + " (`now`), `join` (a list of fields; `with` between them), `format`, `sum` (a list of"
                            + " fields), `expr`. Each may have `as` (a type), `default` (replaces null) and `values`"
                            + " (replacements, by the text of the value); of a `TIMESTAMP` in `as`, `with` is the strftime"
                            + " pattern of its text, such as `%F %T`, and `tz` the zone of text without an offset.")
            .validator(new ParsedValidator("JSON object of mapping rules", text -> parse().ofJson(text)))
            .importance(Importance.HIGH)
            .group("Errors")
            .choice(
                    ON_ERROR,
                    OnMismatch.FAIL,
                    "What happens if a field cannot be computed, or does not fit its type: `null` makes it null, `drop`"
                            + " drops the row, `fail` refuses the record.")
            .build();

    Compute(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    FieldAdder rule(AbstractConfig config) {
        List<ComputedField> fields = new ArrayList<>(parse().ofLines(config.getString(SET)));
        if (!config.getString(RULES).isBlank()) {
            fields.addAll(parse().ofJson(config.getString(RULES)));
        }
        if (fields.isEmpty()) {
            throw new ConfigException(SET, "", "expected fields to compute here or in " + RULES + ", found none");
        }
        Set<String> names = new HashSet<>();
        for (ComputedField field : fields) {
            if (!names.add(field.name())) {
                throw new ConfigException(SET, field.name(), "expected each field once in set and rules");
            }
        }
        return new ComputeRule(fields, EnumOption.parse(OnMismatch.class, config.getString(ON_ERROR)));
    }

    private static ComputedFields parse() {
        return new ComputedFields(InstantSource.system());
    }

    /**
     * Works on the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends Compute<R> {
        /** To be configured by Connect. */
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /**
     * Works on the value of records.
     *
     * @param <R> type of the records
     */
    public static final class Value<R extends ConnectRecord<R>> extends Compute<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
