// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import io.tdconnect.common.config.ParsedListValidator;
import io.tdconnect.common.template.Template;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.ScalarConversion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tag of a table.
 *
 * @param value template of its value
 */
public record TagColumn(String name, ColumnSpec spec, Template value) {
    private static final Logger log = LoggerFactory.getLogger(TagColumn.class);
    private static final Pattern FORM = Pattern.compile("(.+?)::(.+?)::(.*)", Pattern.DOTALL);

    /** Separates two tags: a comma or, as in taosX, a semicolon, followed by the start of another tag. */
    private static final Pattern SEPARATOR =
            Pattern.compile("[,;](?=\\s*[A-Za-z]\\w*(?:[ _]\\w+)?\\s*(?:\\([^():;]*\\))?\\s*::[^:;,]+::)|;\\s*$");

    /**
     * The tags of an option, whose elements may contain several tags.
     *
     * @throws IllegalArgumentException if a tag is malformed, or two have the same name
     */
    public static List<TagColumn> list(List<String> elements) {
        List<TagColumn> tags = new ArrayList<>();
        Set<String> names = new HashSet<>();
        // Kafka has split the option at every comma, even within DECIMAL(10,2) and within values.
        String text = String.join(",", elements);
        for (String tag : text.isBlank() ? new String[0] : SEPARATOR.split(text)) {
            TagColumn parsed = parse(tag);
            if (!names.add(parsed.name())) {
                throw new IllegalArgumentException(
                        "expected different names of tags, found " + parsed.name() + " twice");
            }
            tags.add(parsed);
        }
        return tags;
    }

    /** Accepts the lists that {@link #list} can read. */
    public static Validator validator() {
        return new ParsedListValidator("TYPE::NAME::VALUE", TagColumn::list);
    }

    /**
     * Parses a tag such as {@code VARCHAR(200)::location::{DisplayName}}.
     *
     * @throws IllegalArgumentException if the text is malformed
     */
    static TagColumn parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "expected TYPE::NAME::VALUE, as in VARCHAR(200)::location::{DisplayName}, found " + text);
        }
        return new TagColumn(form.group(2).trim(), ColumnSpec.parse(form.group(1)), Template.parse(form.group(3)));
    }

    /** The value for a text; null if there is no text, or if it does not fit the type, which is logged. */
    @Nullable
    public Object of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return ScalarConversion.convert(spec, text);
        } catch (DataException e) {
            log.warn("Tag {}: {}; it stays empty", name, e.getMessage());
            return null;
        }
    }
}
