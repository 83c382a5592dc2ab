// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.template.Template;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag of a table.
 *
 * @param value template of its value
 */
record TagColumn(String name, ColumnKind kind, Template value) {
    private static final Pattern FORM = Pattern.compile("(.+?)::(.+?)::(.*)", Pattern.DOTALL);

    /**
     * The tag that a text such as {@code VARCHAR(200)::location::{DisplayName}} describes.
     *
     * @throws IllegalArgumentException if it describes none
     */
    static TagColumn parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "expected TYPE::NAME::VALUE, as in VARCHAR(200)::location::{DisplayName}, found " + text);
        }
        return new TagColumn(form.group(2).trim(), ColumnKind.parse(form.group(1)), Template.parse(form.group(3)));
    }
}
