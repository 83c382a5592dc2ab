// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.jexl3.parser.ASTNumberLiteral;

/** The numbers of an expression with all digits of its text; JEXL itself converts them to doubles. */
final class NumberLiterals {
    private static final Pattern NUMBER = Pattern.compile("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern LEADING_ZERO = Pattern.compile("0[0-9]+[lLhHbB]?(?![0-9.eExX])");
    private static final Pattern LARGE_EXPONENT = Pattern.compile("[^eE]*[eE][+-]?0*[1-9][0-9]{3,}[bB]");
    private static final int MAX_DIGITS = 400;
    static final String TOO_LONG = "expected a number of at most " + MAX_DIGITS + " digits, found a longer one";

    /** JEXL stores the column of a node in 12 bits. */
    private static final int COLUMNS = 1 << 12;

    private final String text;

    NumberLiterals(String text) {
        this.text = text;
    }

    /**
     * The value of a literal: Long, BigDecimal or {@link RealLiteral}.
     *
     * @throws IllegalArgumentException if it is too large or too small for its type
     */
    Number value(ASTNumberLiteral node) {
        Number read = node.getLiteral();
        if (read instanceof Integer || read instanceof Long) {
            if (isAt(LEADING_ZERO, node)) {
                // JEXL and Java would read it as an octal number, which hardly anybody means.
                throw new IllegalArgumentException("expected a number without zeros in front of it");
            }
            return read.longValue();
        }
        BigDecimal decimal = read instanceof BigInteger whole ? new BigDecimal(whole) : null;
        decimal = read instanceof BigDecimal exact ? exact : decimal;
        if (decimal == null) {
            return RealLiteral.of(digits(node, read));
        }
        if (Math.abs((long) decimal.scale()) > MAX_DIGITS || decimal.precision() > MAX_DIGITS) {
            throw new IllegalArgumentException(TOO_LONG);
        }
        return decimal;
    }

    /** Whether a literal is a decimal whose exponent has more than three digits; for use before it is read. */
    static boolean isTooLong(String literal) {
        return LARGE_EXPONENT.matcher(literal).matches();
    }

    private BigDecimal digits(ASTNumberLiteral node, Number read) {
        for (int at = start(node); at < text.length(); at += COLUMNS) {
            Matcher number = NUMBER.matcher(text).region(at, text.length());
            if (number.lookingAt() && Double.parseDouble(number.group()) == read.doubleValue()) {
                return new BigDecimal(number.group());
            }
        }
        if (!Double.isFinite(read.doubleValue())) {
            throw new IllegalArgumentException("expected a number within the range of DOUBLE, found a larger one");
        }
        return new BigDecimal(read.toString());
    }

    private boolean isAt(Pattern pattern, ASTNumberLiteral node) {
        int at = start(node);
        return at < text.length()
                && pattern.matcher(text).region(at, text.length()).lookingAt();
    }

    /** Where a literal begins, modulo {@link #COLUMNS} since JEXL cuts its column. */
    private int start(ASTNumberLiteral node) {
        int line = 0;
        for (int left = node.getLine() - 1; left > 0; left--) {
            line = text.indexOf('\n', line) + 1;
        }
        return line + Math.max(0, node.getColumn() - 1);
    }
}
