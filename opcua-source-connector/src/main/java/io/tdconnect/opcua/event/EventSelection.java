// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.tdconnect.opcua.node.NodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElementResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ElementOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilterResult;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;

/**
 * The fields and the filter of events requested from a server.
 *
 * @param paths fields, some of which a server may not know
 * @param filtering whether the server filters events; otherwise the connector does
 * @param types null means all
 */
record EventSelection(
        List<String> paths, boolean filtering, @Nullable Set<NodeId> types, int severity) {
    /** The same without a filter at the server, which some servers do not support. */
    EventSelection unfiltered() {
        return new EventSelection(paths, false, types, severity);
    }

    /** The part of the selection that a server has accepted. */
    EventSelection accepted(EventFilterResult result) {
        StatusCode[] selected = Objects.requireNonNullElse(result.getSelectClauseResults(), new StatusCode[0]);
        List<String> known = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            if (i >= selected.length || !selected[i].isBad()) {
                known.add(paths.get(i));
            }
        }
        ContentFilterElementResult[] elements = result.getWhereClauseResult() == null
                ? null
                : result.getWhereClauseResult().getElementResults();
        boolean good = elements == null
                || List.of(elements).stream()
                        .noneMatch(element -> element.getStatusCode().isBad());
        return new EventSelection(known, filtering && good, types, severity);
    }

    /** Whether an event passes the filter that the server did not apply. */
    boolean wants(Event event, EventTypes tree) {
        boolean severe = severity == 0
                || (event.value(EventField.SEVERITY) instanceof Number number && number.intValue() >= severity);
        boolean typed =
                types == null || (event.value(EventField.TYPE) instanceof NodeId type && tree.isAny(type, types));
        return severe && typed;
    }

    EventFilter filter(OpcUaClient client) {
        SimpleAttributeOperand[] selected =
                paths.stream().map(path -> operand(path, client)).toArray(SimpleAttributeOperand[]::new);
        return new EventFilter(selected, filtering ? new Where(client).filter() : new ContentFilter(null));
    }

    private static SimpleAttributeOperand operand(String path, OpcUaClient client) {
        if (path.equals(EventField.CONDITION_ID)) {
            return new SimpleAttributeOperand(
                    NodeIds.ConditionType, new QualifiedName[0], AttributeId.NodeId.uid(), null);
        }
        String text = NodeText.isPath(path) ? path : "path=/" + path;
        String uri = NodeText.pathNamespace(text);
        int namespace = uri == null
                ? 0
                : Optional.ofNullable(client.getNamespaceTable().getIndex(uri))
                        .map(Number::intValue)
                        .orElse(0xFFFF);
        return new SimpleAttributeOperand(
                NodeIds.BaseEventType,
                NodeText.names(text, namespace).toArray(QualifiedName[]::new),
                AttributeId.Value.uid(),
                null);
    }

    /** Builds the filter: one of the types, and the severity. */
    private final class Where {
        private final OpcUaClient client;
        private final List<ContentFilterElement> elements = new ArrayList<>();

        Where(OpcUaClient client) {
            this.client = client;
        }

        ContentFilter filter() {
            List<Runnable> conditions = new ArrayList<>();
            if (types != null) {
                conditions.add(() -> combine(
                        FilterOperator.Or,
                        types.stream().<Runnable>map(type -> () -> ofType(type)).toList()));
            }
            if (severity > 0) {
                conditions.add(this::severe);
            }
            if (!conditions.isEmpty()) {
                combine(FilterOperator.And, conditions);
            }
            return new ContentFilter(elements.isEmpty() ? null : elements.toArray(ContentFilterElement[]::new));
        }

        /** Adds conditions; operands must follow their operator. */
        private void combine(FilterOperator operator, List<Runnable> conditions) {
            if (conditions.size() == 1) {
                conditions.get(0).run();
                return;
            }
            int place = elements.size();
            elements.add(element(operator));
            int left = elements.size();
            conditions.get(0).run();
            int right = elements.size();
            combine(operator, conditions.subList(1, conditions.size()));
            elements.set(place, element(operator, new ElementOperand(uint(left)), new ElementOperand(uint(right))));
        }

        private void ofType(NodeId type) {
            elements.add(element(FilterOperator.OfType, new LiteralOperand(new Variant(type))));
        }

        private void severe() {
            elements.add(element(
                    FilterOperator.GreaterThanOrEqual,
                    operand(EventField.SEVERITY, client),
                    new LiteralOperand(new Variant(ushort(severity)))));
        }

        private ContentFilterElement element(FilterOperator operator, UaStructuredType... operands) {
            ExtensionObject[] encoded = new ExtensionObject[operands.length];
            for (int i = 0; i < operands.length; i++) {
                encoded[i] = ExtensionObject.encode(client.getStaticEncodingContext(), operands[i]);
            }
            return new ContentFilterElement(operator, encoded);
        }
    }
}
