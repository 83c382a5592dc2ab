// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Decimals on the wire: their digits as one whole number, two's complement with the lowest byte first. */
public final class Decimals {
    private Decimals() {}

    static void put(ByteBuffer out, int at, BigDecimal value, int width) {
        byte[] digits = value.unscaledValue().toByteArray();
        byte sign = (byte) (digits[0] < 0 ? -1 : 0);
        for (int i = 0; i < width; i++) {
            out.put(at + i, i < digits.length ? digits[digits.length - 1 - i] : sign);
        }
    }

    /**
     * Reads a decimal.
     *
     * @param width bytes; those beyond the end of {@code in} count as 0
     * @param scale digits after the point
     */
    public static BigDecimal read(ByteBuffer in, int at, int width, int scale) {
        byte[] digits = new byte[width];
        for (int i = 0; i < width; i++) {
            digits[width - 1 - i] = at + i < in.limit() ? in.get(at + i) : 0;
        }
        return new BigDecimal(new BigInteger(digits), scale);
    }
}
