// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Text forms of nodes: {@code ns=2;i=2}, {@code nsu=http://plant.example/;s=Line1.Temperature}, and browse paths from the
 * folder Objects, {@code path=/2:Line1/2:Temperature} or {@code nsu=http://plant.example/;path=/Line1/Temperature}.
 */
public final class NodeText {
    private static final String PATH = "path=";
    private static final String URI = "nsu=";
    private static final Pattern SEPARATOR = Pattern.compile("(?<!&)/");
    private static final Pattern INDEXED = Pattern.compile("(\\d{1,5}):(.*)", Pattern.DOTALL);

    private NodeText() {}

    /** The problem of a malformed text; null if the text is valid. */
    public static @Nullable String problem(String text) {
        if (isPath(text)) {
            return path(text).startsWith("/") && path(text).length() > 1
                    ? null
                    : "expected a browse path with / before each name, found " + text;
        }
        try {
            Object identifier = ExpandedNodeId.parse(text.trim()).getIdentifier();
            return identifier.equals("") ? "expected an identifier after s=, found " + text : null;
        } catch (UaRuntimeException e) {
            return "expected a node such as ns=2;i=2, nsu=URI;s=Name or path=/2:Folder/2:Name, found " + text;
        }
    }

    public static boolean isPath(String text) {
        String trimmed = text.trim();
        return trimmed.startsWith(PATH) || (trimmed.startsWith(URI) && trimmed.contains(";" + PATH));
    }

    /** The part of a browse path after {@code path=}, such as {@code /2:Line1/2:Temperature}. */
    public static String path(String text) {
        return text.substring(text.indexOf(PATH) + PATH.length()).trim();
    }

    /**
     * The names of a browse path; {@code &} makes the next character a part of a name.
     *
     * @param namespace index for names without one
     */
    public static List<QualifiedName> names(String text, int namespace) {
        List<QualifiedName> names = new ArrayList<>();
        for (String name : SEPARATOR.split(path(text).substring(1), -1)) {
            Matcher indexed = INDEXED.matcher(name);
            boolean hasIndex = indexed.matches();
            String plain = hasIndex ? indexed.group(2) : name;
            names.add(new QualifiedName(
                    hasIndex ? Integer.parseInt(indexed.group(1)) : namespace, plain.replaceAll("&(.)", "$1")));
        }
        return names;
    }

    /** The namespace URI for names of a browse path without an index; null if the text has none. */
    public static @Nullable String pathNamespace(String text) {
        String trimmed = text.trim();
        return trimmed.startsWith(URI) ? trimmed.substring(URI.length(), trimmed.indexOf(";" + PATH)) : null;
    }

    /** The node of a text other than a browse path; empty if the server does not have the namespace. */
    public static Optional<NodeId> node(String text, NamespaceTable namespaces) {
        return ExpandedNodeId.parse(text.trim()).toNodeId(namespaces);
    }
}
