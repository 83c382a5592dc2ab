// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.parser.JexlNode;
import org.apache.commons.jexl3.parser.Parser;

/** Parses the text of an expression with JEXL's parser, with all script features off. */
final class JexlTree {
    private static final int MAX_LENGTH = 10_000;
    private static final JexlFeatures FEATURES =
            JexlFeatures.createNone().methodCall(true).arrayReferenceExpr(true);

    private JexlTree() {}

    /**
     * The tree of one expression.
     *
     * @throws IllegalArgumentException if the text is malformed; the message says where
     */
    static JexlNode read(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expected an expression of 1 to " + MAX_LENGTH + " characters, found one of " + text.length());
        }
        try {
            JexlNode script = new Parser(";").parse(new JexlInfo("", 1, 1), FEATURES, text, null);
            if (script.jjtGetNumChildren() != 1) {
                throw new IllegalArgumentException(
                        "expected one expression, found " + script.jjtGetNumChildren() + " statements");
            }
            return script.jjtGetChild(0);
        } catch (JexlException e) {
            throw new IllegalArgumentException(problem(e), e);
        } catch (IllegalStateException e) {
            // At text in backticks the parser asks for its engine, which does not run here.
            throw new IllegalArgumentException("expected text in quotes, found text in backticks", e);
        }
    }

    private static String problem(JexlException e) {
        JexlInfo place = e.getInfo();
        JexlInfo.Detail detail = place == null ? null : place.getDetail();
        return "expected an expression such as voltage > 200 && location.starts_with(\"b\"), found a fault"
                + (place == null ? "" : " at line " + place.getLine() + ", column " + place.getColumn())
                + (detail == null ? "" : ": " + detail)
                + (e instanceof JexlException.Feature
                        ? " (assignments, loops, lists, new, lambdas and statements are not allowed)"
                        : "");
    }
}
