// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.parser.JexlNode;
import org.apache.commons.jexl3.parser.Parser;
import org.apache.commons.jexl3.parser.ParserConstants;
import org.apache.commons.jexl3.parser.ParserTokenManager;
import org.apache.commons.jexl3.parser.SimpleCharStream;
import org.apache.commons.jexl3.parser.StringProvider;
import org.apache.commons.jexl3.parser.Token;
import org.apache.commons.jexl3.parser.TokenMgrException;

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
        checkNumbers(text);
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

    // Where the parser finds a fault it writes out the numbers before it: 1e999999999B fills the memory.
    private static void checkNumbers(String text) {
        ParserTokenManager tokens = new ParserTokenManager(new SimpleCharStream(new StringProvider(text)));
        try {
            for (Token token = tokens.getNextToken();
                    token.kind != ParserConstants.EOF;
                    token = tokens.getNextToken()) {
                if (token.kind == ParserConstants.FLOAT_LITERAL && NumberLiterals.isTooLong(token.image)) {
                    throw new IllegalArgumentException(
                            NumberLiterals.TOO_LONG + " at line " + token.beginLine + ", column " + token.beginColumn);
                }
            }
        } catch (TokenMgrException e) {
            // The parser stops there, too, and reports the place.
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
