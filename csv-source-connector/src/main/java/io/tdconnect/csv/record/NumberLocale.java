// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.record;

import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.connect.errors.DataException;

/**
 * Rewrites numbers of a country, such as 1.234,56, as the types expect them.
 *
 * @param decimal character before the fraction
 * @param grouping character between groups of digits
 */
record NumberLocale(char decimal, char grouping) {
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final char NARROW_NO_BREAK_SPACE = '\u202f';
    private static final char CURLY_APOSTROPHE = '\u2019';
    private static final int LONGEST = 400;

    /**
     * The locale of a language tag such as de-DE.
     *
     * @throws IllegalArgumentException if Java does not know it
     */
    static NumberLocale parse(String tag) {
        Locale locale = Locale.forLanguageTag(tag.trim());
        if (locale.toLanguageTag().equals("und")
                || !Arrays.asList(DecimalFormatSymbols.getAvailableLocales()).contains(locale)) {
            throw new IllegalArgumentException("expected a language and country such as de-DE or fr-FR, found " + tag);
        }
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        return new NumberLocale(symbols.getDecimalSeparator(), plain(symbols.getGroupingSeparator()));
    }

    /** A blank between groups may be any of three, an apostrophe one of two. */
    private static char plain(char c) {
        return switch (c) {
            case NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE -> ' ';
            case CURLY_APOSTROPHE -> '\'';
            default -> c;
        };
    }

    /**
     * The number with a point and without groups.
     *
     * @throws DataException if groups have other sizes than two or three digits, the last one three
     */
    String rewrite(String number) {
        String text = number.trim();
        if (text.length() > LONGEST) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int digits = 0;
        boolean grouped = false;
        boolean fraction = false;
        for (int i = 0; i < text.length(); i++) {
            char c = plain(text.charAt(i));
            if (c == grouping && !fraction) {
                requireGroup(grouped ? digits >= 2 && digits <= 3 : digits >= 1 && digits <= 3);
                grouped = true;
                digits = 0;
            } else if (c == decimal && !fraction) {
                requireGroup(!grouped || digits == 3);
                fraction = true;
                plain.append('.');
            } else {
                // A point that is not the decimal character of this locale is no number.
                requireGroup(c != '.' || decimal == '.');
                digits += c >= '0' && c <= '9' ? 1 : 0;
                plain.append(c);
            }
        }
        requireGroup(!grouped || fraction || digits == 3);
        return plain.toString();
    }

    private void requireGroup(boolean valid) {
        if (!valid) {
            throw new DataException("expected a number such as 1" + grouping + "234" + decimal
                    + "5, found text of another form; change " + RecordOptions.NUMBER_LOCALE);
        }
    }
}
