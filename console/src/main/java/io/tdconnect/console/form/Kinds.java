// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The kinds of sources and targets that the plugins beside the console know. */
public final class Kinds {
    private final Map<String, ServerExplorer> byId = new LinkedHashMap<>();
    private final Map<String, Kind> byClass = new LinkedHashMap<>();

    public Kinds(Collection<ServerExplorer> explorers) {
        explorers.stream()
                .sorted(Comparator.comparing(explorer -> explorer.kind().label()))
                .forEach(explorer -> {
                    byId.put(explorer.kind().id(), explorer);
                    byClass.put(explorer.kind().connectorClass(), explorer.kind());
                });
    }

    /** Those that the class loader of the console finds. */
    public static Kinds found() {
        return new Kinds(ServiceLoader.load(ServerExplorer.class, Kinds.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /**
     * What asks the server of a kind.
     *
     * @throws ApiException if there is none of this name
     */
    public ServerExplorer explorer(String id) {
        ServerExplorer explorer = byId.get(id);
        if (explorer == null) {
            throw ApiException.notFound("There is no kind " + id);
        }
        return explorer;
    }

    /** The kind of a connector class; null if no plugin describes it. */
    public @Nullable Kind ofClass(String connectorClass) {
        return byClass.get(connectorClass);
    }

    /** All kinds, for the pages. */
    ArrayNode json() {
        ArrayNode all = Json.MAPPER.createArrayNode();
        byId.values().forEach(explorer -> all.add(json(explorer.kind())));
        return all;
    }

    private static ObjectNode json(Kind kind) {
        ObjectNode json = Json.object();
        json.put("id", kind.id());
        json.put("label", kind.label());
        json.put("side", word(kind.side()));
        json.put("connectorClass", kind.connectorClass());
        json.put("topicOption", kind.topicOption());
        names(json, "basic", kind.basicOptions());
        names(json, "connection", kind.connectionOptions());
        names(json, "collection", kind.collectionOptions());
        names(
                json,
                "capabilities",
                kind.capabilities().stream().map(Kinds::word).sorted().toList());
        ObjectNode defaults = json.putObject("defaults");
        kind.sourceDefaults().forEach(defaults.putObject("source")::put);
        kind.sinkDefaults().forEach(defaults.putObject("sink")::put);
        return json;
    }

    private static void names(ObjectNode json, String name, List<String> values) {
        ArrayNode array = json.putArray(name);
        values.forEach(array::add);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
