// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A decimal number with a fixed number of digits after the point. */
final class DecimalType implements DataType {
    /** The most digits of a TDengine DECIMAL. */
    static final int MAX_DIGITS = 38;

    private static final BigDecimal MAX_UNSIGNED =
            new BigDecimal(BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE));

    private final String name;
    private final int precision;
    private final int scale;
    private final @Nullable BigDecimal max;
    private final Schema schema;

    DecimalType(int precision, int scale) {
        this("DECIMAL(" + precision + "," + scale + ")", precision, scale, null);
    }

    private DecimalType(String name, int precision, int scale, @Nullable BigDecimal max) {
        this.name = name;
        this.precision = precision;
        this.scale = scale;
        this.max = max;
        this.schema = Decimal.builder(scale).optional().build();
    }

    static DecimalType unsigned() {
        return new DecimalType("BIGINT UNSIGNED", MAX_UNSIGNED.precision(), 0, MAX_UNSIGNED);
    }

    @Override
    public Object convert(Object value, @Nullable Schema ignored) {
        BigDecimal number = Numbers.exact(value, this);
        // Looks at the exponent first: 1e999999999 would fill the memory with zeros.
        if (number.signum() == 0) {
            return BigDecimal.ZERO.setScale(scale);
        }
        if ((long) number.precision() - number.scale() > precision - scale
                || number.scale() > number.precision() + scale) {
            throw Numbers.unfit(value, this);
        }
        try {
            BigDecimal fitted = number.setScale(scale);
            if (fitted.precision() > precision || (max != null && (fitted.signum() < 0 || fitted.compareTo(max) > 0))) {
                throw Numbers.unfit(value, this);
            }
            return fitted;
        } catch (ArithmeticException e) {
            throw Numbers.unfit(value, this);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public String toString() {
        return name;
    }
}
