// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.path;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.PathNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath that may name several places, such as {@code $.points[*].v}, {@code $..v} or {@code $.points[?(@.q == 0)]}, in
 * the dialect of the library com.jayway.jsonpath.
 */
public final class IndefinitePath {
    /** The most values that a path may find in a row, since others choose how many there are. */
    public static final int MAX_HITS = 10_000;

    /** For the documentation of options. */
    public static final String SYNTAX =
            "a JSONPath to several places with `as name`, such as `$.points[*].v`, `$.points[1:]`, `$..v` or"
                    + " `$.points[?(@.q == 0)].v`, in the dialect of [com.jayway.jsonpath](../jsonpath.md)";

    private final String text;
    private final JsonPath path;
    private final boolean function;

    private IndefinitePath(String text, JsonPath path) {
        this.text = text;
        this.path = path;
        this.function = PathText.endsWithFunction(text);
    }

    private static Configuration configuration(Option... options) {
        return Configuration.builder()
                .jsonProvider(new RowJson(new Work()))
                .mappingProvider(RowJson.NO_MAPPING)
                .options(options)
                .build();
    }

    /**
     * The path of a text.
     *
     * @throws IllegalArgumentException if the library does not know it, or its time could be much more than linear
     */
    public static IndefinitePath parse(String text) {
        PathText.requireAllowed(text);
        try {
            return new IndefinitePath(text, JsonPath.compile(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "expected a JSONPath in the dialect of com.jayway.jsonpath, found " + text + ": " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            // The library ends in several other exceptions on some malformed paths.
            throw new IllegalArgumentException(
                    "expected a JSONPath in the dialect of com.jayway.jsonpath, found " + text, e);
        }
    }

    /**
     * The values that the path finds, in its order.
     *
     * @param row a Struct, Map or list
     * @throws DataException if there are more than {@link #MAX_HITS}, or the path does not suit the row
     */
    public List<@Nullable Object> values(Object row) {
        if (function) {
            Object value = read(row, Object.class);
            return value == null ? List.of() : List.of(value);
        }
        List<?> values = read(row, List.class, Option.ALWAYS_RETURN_LIST);
        return values == null ? List.of() : limited(values);
    }

    /** Whether it ends with a function, so that what it finds has no place in a row. */
    public boolean isFunction() {
        return function;
    }

    /** The values of a path without a function, with their places, see {@link #values}. */
    public List<Hit> hits(Object row) {
        List<@Nullable Object> values = values(row);
        if (values.isEmpty()) {
            return List.of();
        }
        List<?> places = Objects.requireNonNull(read(row, List.class, Option.ALWAYS_RETURN_LIST, Option.AS_PATH_LIST));
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            hits.add(PathText.hit(row, places.get(i).toString(), values.get(i)));
        }
        return hits;
    }

    private <T> @Nullable T read(Object row, Class<T> type, Option... options) {
        Work.requireShortPlaces(row, text);
        try {
            return type.cast(path.read(row, configuration(options)));
        } catch (PathNotFoundException e) {
            return null;
        } catch (Work.TooMuch e) {
            throw new DataException("Expected a row in which the path " + text + " looks at up to " + Work.MAX_STEPS
                    + " places, found one with more");
        } catch (StackOverflowError e) {
            // The library takes texts in lists of the row for paths, if they look like one, and reads them recursively.
            throw new DataException(
                    "Expected a row that suits the path " + text + ", found one that is too deep for it");
        } catch (JsonPathException | ClassCastException | ArithmeticException e) {
            // Without the cause: its message may quote the row.
            throw new DataException("Expected a row that suits the path " + text + ", found one that does not ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    @SuppressWarnings("unchecked")
    private List<@Nullable Object> limited(List<?> values) {
        if (values.size() > MAX_HITS) {
            throw new DataException("Expected at most " + MAX_HITS + " values of the path " + text + ", found more");
        }
        return (List<@Nullable Object>) values;
    }

    /** The path as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
