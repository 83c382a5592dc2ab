// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

/** Inverse hyperbolic functions, which Java lacks; small and large numbers keep their digits. */
final class Hyperbolic {
    /** From here on x² + 1 is x² as a double. */
    private static final double LARGE = 0x1p28;

    private static final double LN2 = Math.log(2);

    private Hyperbolic() {}

    static double asinh(double x) {
        double a = Math.abs(x);
        double result = a > LARGE ? Math.log(a) + LN2 : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(result, x);
    }

    /** NaN below 1. */
    static double acosh(double x) {
        double t = x - 1;
        return x > LARGE ? Math.log(x) + LN2 : Math.log1p(t + Math.sqrt(t * (t + 2)));
    }

    /** NaN beyond -1 and 1, at which it is infinite. */
    static double atanh(double x) {
        return (Math.log1p(x) - Math.log1p(-x)) / 2;
    }
}
