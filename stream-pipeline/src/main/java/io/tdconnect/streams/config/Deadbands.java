// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.ParsedListValidator;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.jspecify.annotations.Nullable;

/**
 * How far the values of fields have to move to be reported.
 *
 * @param ofFields by name
 * @param ofOthers of other fields; null to ignore them
 */
public record Deadbands(
        Map<String, Deadband> ofFields, @Nullable Deadband ofOthers) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Deadbands {
        ofFields = Map.copyOf(ofFields);
    }

    /** An absolute distance, or a percentage of the last reported value. */
    public record Deadband(BigDecimal size, boolean percent) {
        boolean left(BigDecimal before, BigDecimal now) {
            BigDecimal distance = now.subtract(before).abs();
            return percent
                    ? distance.multiply(HUNDRED).compareTo(before.abs().multiply(size)) > 0
                    : distance.compareTo(size) > 0;
        }
    }

    /**
     * The deadbands of entries such as {@code voltage:0.5}, {@code current:2%} and {@code *:0}.
     *
     * @throws IllegalArgumentException if one is malformed
     */
    static Deadbands parse(List<String> entries) {
        Map<String, Deadband> fields = new LinkedHashMap<>();
        for (String entry : entries) {
            int colon = entry.lastIndexOf(':');
            String size = entry.substring(colon + 1).trim();
            boolean percent = size.endsWith("%");
            try {
                BigDecimal number = new BigDecimal(percent ? size.substring(0, size.length() - 1) : size);
                if (colon < 1 || number.signum() < 0) {
                    throw new NumberFormatException();
                }
                fields.put(entry.substring(0, colon).trim(), new Deadband(number, percent));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "expected a field and its deadband such as voltage:0.5 or current:2%, found " + entry, e);
            }
        }
        Deadband others = fields.remove("*");
        return new Deadbands(fields, others);
    }

    @Nullable
    public Deadband of(String field) {
        return ofFields.getOrDefault(field, ofOthers);
    }

    /** Whether a value has left its deadband, or has another type. */
    public static boolean moved(Deadband deadband, @Nullable Object before, @Nullable Object now) {
        if (before instanceof Number from && now instanceof Number to) {
            BigDecimal start = decimal(from);
            BigDecimal end = decimal(to);
            return (start != null && end != null)
                    ? deadband.left(start, end)
                    : !from.toString().equals(to.toString());
        }
        return !Objects.equals(before, now);
    }

    /** Null for NaN and infinity. */
    private static @Nullable BigDecimal decimal(Number number) {
        return Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : null;
    }

    static Validator validator() {
        return new ParsedListValidator("fields and deadbands such as voltage:0.5, current:2%, *:0", Deadbands::parse);
    }
}
