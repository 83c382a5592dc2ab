// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.DsnParameter;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a parameter of a driver becomes.
 *
 * @param options that it sets; empty for none
 * @param remark what is different, for the notes and the reference; may be empty
 * @param undo makes a value of the parameter from that of its first option
 */
record Parameter(String name, Use use, List<String> options, String remark, UnaryOperator<String> undo) {
    /** Uses a value. */
    @FunctionalInterface
    interface Use {
        /** Sets options, or adds a note or a problem. */
        void apply(DsnParameter parameter, Draft draft);
    }

    /** A parameter whose value is that of an option. */
    static Parameter option(String name, String option) {
        return option(name, Conversion.SAME, option);
    }

    /** A parameter whose converted value is that of options; empty values leave them at their defaults. */
    static Parameter option(String name, Conversion conversion, String... options) {
        return new Parameter(
                name,
                (parameter, draft) -> draft.convert(parameter, conversion, options),
                List.of(options),
                "",
                conversion::undo);
    }

    /** A parameter that is true without a value. */
    static Parameter flag(String name, String option) {
        Use use = (parameter, draft) -> draft.convert(
                new DsnParameter(name, parameter.value() == null ? "true" : parameter.value(), parameter.position()),
                Conversion.FLAG,
                option);
        return special(name, use, option);
    }

    /** A parameter that has no meaning here. */
    static Parameter note(String name, String remark) {
        return special(name, (parameter, draft) -> draft.note(parameter, remark))
                .remark(remark);
    }

    /** A parameter that does more than set one option. */
    static Parameter special(String name, Use use, String... options) {
        return new Parameter(name, use, List.of(options), "", UnaryOperator.identity());
    }

    /** The same with a remark for the reference. */
    Parameter remark(String text) {
        return new Parameter(name, use, options, text, undo);
    }

    /** The same for an option whose values are other than those of the parameter. */
    Parameter undone(UnaryOperator<String> back) {
        return new Parameter(name, use, options, remark, back);
    }
}
