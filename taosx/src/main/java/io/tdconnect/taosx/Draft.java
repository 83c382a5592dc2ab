// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.common.config.NearestName;
import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.Dsn;
import io.tdconnect.taosx.dsn.DsnParameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the two configurations while it is made. */
final class Draft {
    private static final int SHOWN = 60;
    private static final Pattern SHORT_NAME = Pattern.compile("[a-zA-Z0-9_.$-]{1,60}");

    private final String side;
    private final Dsn dsn;
    private final Findings findings;
    private final Map<String, String> given;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    /**
     * An empty one.
     *
     * @param side {@code from} or {@code to}, for places
     * @param given options that are said beside the DSN
     */
    Draft(String side, Dsn dsn, Map<String, String> given, Findings findings) {
        this.side = side;
        this.given = given;
        this.dsn = dsn;
        this.findings = findings;
    }

    Dsn dsn() {
        return dsn;
    }

    Findings findings() {
        return findings;
    }

    Map<String, String> options() {
        return Collections.unmodifiableMap(options);
    }

    Map<String, String> places() {
        return Collections.unmodifiableMap(places);
    }

    /** Sets an option that the mapping itself chooses. */
    void set(String option, String value) {
        options.put(option, value);
    }

    /** Sets an option that a part of the DSN gives. */
    void set(String option, String value, String part) {
        options.put(option, value);
        places.put(option, place(part));
    }

    /** Sets an option if nothing else has. */
    void setDefault(String option, String value) {
        options.putIfAbsent(option, value);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** Whether an option is set by now, or will be since it is said beside the DSN. */
    boolean hasOrIsGiven(String option) {
        return has(option) || !given.getOrDefault(option, "").isEmpty();
    }

    /** Whether all options come from the DSN. */
    boolean givesNone() {
        return given.isEmpty();
    }

    /** Sets the options that are said beside the DSN; an empty value leaves one at its default. */
    void setGiven() {
        given.forEach((option, value) -> {
            if (value.isEmpty()) {
                remove(option);
            } else {
                options.put(option, value);
                places.put(option, '-' + (side.equals("from") ? "-source" : "-sink") + "-option " + option);
            }
        });
    }

    /** The value of an option, or empty text. */
    String get(String option) {
        return options.getOrDefault(option, "");
    }

    void remove(String option) {
        options.remove(option);
        places.remove(option);
    }

    /** Sets options to the converted value of a parameter; an empty one counts as not set. */
    void convert(DsnParameter parameter, Conversion conversion, String... names) {
        String value = parameter.value();
        if (value == null) {
            problem(parameter, "a value after " + parameter.name() + "=", "none", null);
            return;
        }
        if (value.isBlank()) {
            return;
        }
        try {
            String converted = conversion.convert(value);
            for (String name : names) {
                set(name, converted, "parameter " + parameter.name());
            }
        } catch (IllegalArgumentException e) {
            problem(parameter, String.valueOf(e.getMessage()), shown(value), null);
        }
    }

    /** Applies all parameters of the DSN. */
    void apply(List<Parameter> known) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        known.forEach(parameter -> byName.put(parameter.name(), parameter));
        Map<String, DsnParameter> seen = new LinkedHashMap<>();
        for (DsnParameter parameter : dsn.parameters()) {
            Parameter rule = byName.get(parameter.name());
            if (rule == null) {
                unknown(parameter, byName);
            } else if (seen.put(parameter.name(), parameter) != null) {
                problem(parameter, "each parameter once", "it again", null);
            } else {
                rule.use().apply(parameter, this);
            }
        }
    }

    private void unknown(DsnParameter parameter, Map<String, Parameter> known) {
        boolean quotable =
                dsn.quotable() && SHORT_NAME.matcher(parameter.name()).matches();
        String alternative = quotable
                ? NearestName.of(parameter.name(), known.keySet())
                        .map(name -> "did you mean " + name + "?")
                        .orElse(null)
                : "write % & ? @ in user, password and values as %25 %26 %3F %40";
        findings.problem(
                place("parameter at position " + parameter.position()),
                "a parameter of " + dsn.scheme() + ": " + String.join(", ", known.keySet()),
                quotable ? parameter.name() : "another name",
                alternative);
    }

    void note(DsnParameter parameter, String sentence) {
        findings.note(place("parameter " + parameter.name()) + ": " + sentence);
    }

    void note(String part, String sentence) {
        findings.note(place(part) + ": " + sentence);
    }

    void problem(DsnParameter parameter, String expected, String found, @Nullable String alternative) {
        String at = parameter.position() > 0 ? " at position " + parameter.position() : "";
        findings.problem(place("parameter " + parameter.name() + at), expected, found, alternative);
    }

    void problem(String part, String expected, String found, @Nullable String alternative) {
        findings.problem(place(part), expected, found, alternative);
    }

    /** A value for a message, which must not be that of a secret. */
    String shown(String value) {
        return !dsn.quotable() ? "another value" : value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }

    private String place(String part) {
        return side + ": " + part;
    }
}
