// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.jexl3.parser.ASTAddNode;
import org.apache.commons.jexl3.parser.ASTAndNode;
import org.apache.commons.jexl3.parser.ASTArguments;
import org.apache.commons.jexl3.parser.ASTArrayAccess;
import org.apache.commons.jexl3.parser.ASTDivNode;
import org.apache.commons.jexl3.parser.ASTEQNode;
import org.apache.commons.jexl3.parser.ASTERNode;
import org.apache.commons.jexl3.parser.ASTFalseNode;
import org.apache.commons.jexl3.parser.ASTFunctionNode;
import org.apache.commons.jexl3.parser.ASTGENode;
import org.apache.commons.jexl3.parser.ASTGTNode;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTIdentifierAccess;
import org.apache.commons.jexl3.parser.ASTLENode;
import org.apache.commons.jexl3.parser.ASTLTNode;
import org.apache.commons.jexl3.parser.ASTMethodNode;
import org.apache.commons.jexl3.parser.ASTModNode;
import org.apache.commons.jexl3.parser.ASTMulNode;
import org.apache.commons.jexl3.parser.ASTNENode;
import org.apache.commons.jexl3.parser.ASTNRNode;
import org.apache.commons.jexl3.parser.ASTNotNode;
import org.apache.commons.jexl3.parser.ASTNullLiteral;
import org.apache.commons.jexl3.parser.ASTNumberLiteral;
import org.apache.commons.jexl3.parser.ASTOrNode;
import org.apache.commons.jexl3.parser.ASTReference;
import org.apache.commons.jexl3.parser.ASTReferenceExpression;
import org.apache.commons.jexl3.parser.ASTStringLiteral;
import org.apache.commons.jexl3.parser.ASTSubNode;
import org.apache.commons.jexl3.parser.ASTTernaryNode;
import org.apache.commons.jexl3.parser.ASTTrueNode;
import org.apache.commons.jexl3.parser.ASTUnaryMinusNode;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Translates the tree that JEXL parses; nodes that are not listed here are refused. */
final class ExpressionParser {
    private static final String FIELD = "field";
    private static final Map<Class<?>, Arithmetic> ARITHMETIC = Map.of(
            ASTAddNode.class, Arithmetic.ADD,
            ASTSubNode.class, Arithmetic.SUBTRACT,
            ASTMulNode.class, Arithmetic.MULTIPLY,
            ASTDivNode.class, Arithmetic.DIVIDE,
            ASTModNode.class, Arithmetic.REMAINDER);

    /** Each part is evaluated once for each row, so this also limits the time for a row. */
    private static final int MAX_PARTS = 500;

    /** Characters of a rewritten expression that a message shows, since its places count in it. */
    private static final int MAX_SHOWN = 500;

    private final String text;
    private final boolean rewritten;
    private final boolean fieldsRequired;
    private final Budget budget;
    private final NumberLiterals literals;
    private int parts;

    ExpressionParser(String text, boolean fieldsRequired, Budget budget) {
        this.text = Conditionals.rewrite(text);
        this.rewritten = !this.text.equals(text);
        this.fieldsRequired = fieldsRequired;
        this.budget = budget;
        this.literals = new NumberLiterals(this.text);
    }

    Node root() {
        try {
            return node(JexlTree.read(text));
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("expected an expression that nests less deep", e);
        } catch (IllegalArgumentException e) {
            throw rewritten && text.length() <= MAX_SHOWN
                    ? new IllegalArgumentException(e.getMessage() + " of" + text, e)
                    : e;
        }
    }

    private Node node(JexlNode source) {
        if (++parts > MAX_PARTS) {
            throw new IllegalArgumentException("expected an expression of at most " + MAX_PARTS
                    + " fields, literals and operators, found a larger one");
        }
        if (source instanceof ASTReferenceExpression) {
            return node(child(source, 0));
        }
        if (source instanceof ASTIdentifier || source instanceof ASTReference) {
            return reference(source);
        }
        if (source instanceof ASTFunctionNode) {
            return function(source);
        }
        Node logical = logical(source);
        Node known = logical == null ? comparison(source) : logical;
        known = known == null ? literal(source) : known;
        known = known == null ? arithmetic(source) : known;
        if (known == null) {
            throw refused(
                    source,
                    "expected fields, literals, operators and functions, found "
                            + source.getClass().getSimpleName().replaceAll("^AST|Node$", ""));
        }
        return known;
    }

    private @Nullable Node logical(JexlNode source) {
        if (source instanceof ASTAndNode || source instanceof ASTOrNode) {
            return Operators.junction(operands(source), source instanceof ASTOrNode);
        }
        if (source instanceof ASTNotNode) {
            Node operand = node(child(source, 0));
            return row -> !ValueRules.truth(operand.value(row), "!");
        }
        if (source instanceof ASTTernaryNode && source.jjtGetNumChildren() == 3) {
            Node[] parts = operands(source);
            return row -> ValueRules.truth(parts[0].value(row), "?") ? parts[1].value(row) : parts[2].value(row);
        }
        return null;
    }

    private @Nullable Node comparison(JexlNode source) {
        if (source instanceof ASTEQNode || source instanceof ASTNENode) {
            Node[] sides = operands(source);
            boolean wanted = source instanceof ASTEQNode;
            return row -> ValueRules.equal(sides[0].value(row), sides[1].value(row)) == wanted;
        }
        if (source instanceof ASTERNode || source instanceof ASTNRNode) {
            return matching(source);
        }
        if (source instanceof ASTLTNode) {
            return ordered(source, "<", -1, -1);
        }
        if (source instanceof ASTLENode) {
            return ordered(source, "<=", -1, 0);
        }
        if (source instanceof ASTGTNode) {
            return ordered(source, ">", 1, 1);
        }
        return source instanceof ASTGENode ? ordered(source, ">=", 0, 1) : null;
    }

    private Node ordered(JexlNode source, String symbol, int least, int most) {
        Node[] sides = operands(source);
        return Operators.ordered(sides[0], sides[1], symbol, least, most);
    }

    /** {@code x =~ "regex"}: RE2, since Java's regular expressions can take almost endless time on some texts. */
    private Node matching(JexlNode source) {
        if (!(source.jjtGetChild(1) instanceof ASTStringLiteral literal)) {
            throw refused(source, "expected a regular expression in quotes after =~ or !~");
        }
        Node operand = node(child(source, 0));
        try {
            return Operators.matching(operand, literal.getLiteral(), source instanceof ASTERNode, budget);
        } catch (IllegalArgumentException e) {
            throw refused(source, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Node literal(JexlNode source) {
        if (source instanceof ASTNumberLiteral number) {
            Number value = number(number);
            return row -> value;
        }
        if (source instanceof ASTStringLiteral quoted) {
            String value = quoted.getLiteral();
            return row -> value;
        }
        if (source instanceof ASTTrueNode || source instanceof ASTFalseNode) {
            Boolean value = source instanceof ASTTrueNode;
            return row -> value;
        }
        return source instanceof ASTNullLiteral ? row -> null : null;
    }

    private Number number(ASTNumberLiteral source) {
        try {
            return literals.value(source);
        } catch (IllegalArgumentException e) {
            throw refused(source, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Node arithmetic(JexlNode source) {
        if (source instanceof ASTUnaryMinusNode) {
            Node operand = node(child(source, 0));
            return row -> Arithmetic.negate(operand.value(row));
        }
        Arithmetic operator = ARITHMETIC.get(source.getClass());
        if (operator == null) {
            return null;
        }
        Node[] sides = operands(source);
        Node left = sides[0];
        Node right = sides[1];
        return operator == Arithmetic.ADD
                ? row -> budget.made(operator.apply(left.value(row), right.value(row)))
                : row -> operator.apply(left.value(row), right.value(row));
    }

    /** A field with its path, and the functions that are called on it. */
    private Node reference(JexlNode source) {
        boolean alone = source instanceof ASTIdentifier;
        JexlNode first = alone ? source : child(source, 0);
        List<String> path = new ArrayList<>();
        Node value = null;
        if (first instanceof ASTIdentifier name) {
            path.add(name.getName());
        } else {
            value = node(first);
        }
        for (int i = 1; !alone && i < source.jjtGetNumChildren(); i++) {
            JexlNode step = child(source, i);
            if (step instanceof ASTMethodNode) {
                Node target = value == null ? new FieldNode(path, fieldsRequired) : value;
                value = call(step, child(step, 0) instanceof ASTIdentifierAccess name ? name.getName() : null, target);
            } else if (value == null) {
                path.addAll(steps(step));
            } else {
                for (String name : steps(step)) {
                    value = Operators.inside(value, name);
                }
            }
        }
        return value == null ? new FieldNode(path, fieldsRequired) : value;
    }

    private static List<String> steps(JexlNode source) {
        if (source.getClass() == ASTIdentifierAccess.class) {
            return List.of(((ASTIdentifierAccess) source).getName());
        }
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < source.jjtGetNumChildren(); i++) {
            if (source.jjtGetChild(i) instanceof ASTNumberLiteral number && number.isInteger()) {
                steps.add(number.getLiteral().toString());
            } else if (source.jjtGetChild(i) instanceof ASTStringLiteral name) {
                steps.add(name.getLiteral());
            }
        }
        if (!(source instanceof ASTArrayAccess) || steps.size() != source.jjtGetNumChildren()) {
            throw refused(source, "expected the name of a field or an index such as .name, [0] or ['a name']");
        }
        return steps;
    }

    private Node function(JexlNode source) {
        if (!(source.jjtGetChild(0) instanceof ASTIdentifier identifier)
                || identifier.getClass() != ASTIdentifier.class) {
            throw refused(source, "expected a function without namespace");
        }
        if (FIELD.equals(identifier.getName())) {
            JexlNode arguments = child(source, 1);
            if (arguments.jjtGetNumChildren() == 1 && arguments.jjtGetChild(0) instanceof ASTStringLiteral name) {
                return new FieldNode(List.of(name.getLiteral()), fieldsRequired);
            }
            throw refused(source, "expected one name in quotes in field(…)");
        }
        return call(source, identifier.getName(), null);
    }

    private Node call(JexlNode source, @Nullable String name, @Nullable Node target) {
        Functions.Function function = name == null ? null : Functions.ALL.get(name);
        if (function == null || !(source.jjtGetChild(1) instanceof ASTArguments arguments)) {
            Set<String> known = new TreeSet<>(Functions.ALL.keySet());
            throw refused(source, "expected a function of " + String.join(", ", known) + ", found " + name);
        }
        List<Node> given = new ArrayList<>();
        if (target != null) {
            given.add(target);
        }
        given.addAll(List.of(operands(arguments)));
        if (given.size() < function.least() || given.size() > function.most()) {
            throw refused(
                    source,
                    "expected " + function.least() + " to " + function.most() + " values for " + name
                            + ", the one before the dot included, found " + given.size());
        }
        return Operators.call(function, given, budget);
    }

    private Node[] operands(JexlNode source) {
        Node[] operands = new Node[source.jjtGetNumChildren()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = node(child(source, i));
        }
        return operands;
    }

    private static JexlNode child(JexlNode source, int index) {
        return source.jjtGetChild(index);
    }

    private static IllegalArgumentException refused(JexlNode source, String message) {
        return new IllegalArgumentException(
                message + " at line " + source.getLine() + ", column " + source.getColumn());
    }
}
