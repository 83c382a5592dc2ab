// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a tag, spelled {@code host=a}, {@code host!=a}, {@code host=~regex} or {@code host!~regex}.
 *
 * @param tag its name
 * @param operator of InfluxQL
 * @param operand text, or a regular expression in the syntax of the server
 */
public record TagCondition(String tag, String operator, String operand) {
    private static final Pattern FORM = Pattern.compile("([^=!~]+)(=~|!~|!=|=)(.*)", Pattern.DOTALL);

    /**
     * The condition that a text describes.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static TagCondition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected TAG=TEXT, TAG!=TEXT, TAG=~REGEX or TAG!~REGEX, found " + text);
        }
        return new TagCondition(
                matcher.group(1).trim(), matcher.group(2), matcher.group(3).trim());
    }
}
