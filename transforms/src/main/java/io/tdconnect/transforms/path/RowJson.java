// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.path;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Shows Structs, Maps and lists to the library of JSONPath. It reads them only, and parses no text. */
final class RowJson extends AbstractJsonProvider {
    /** The library asks for one, and would load its own, which needs another library, if there were none. */
    static final MappingProvider NO_MAPPING = new MappingProvider() {
        @Override
        public <T> T map(Object source, Class<T> target, Configuration configuration) {
            return target.cast(source);
        }

        @Override
        public <T> T map(Object source, TypeRef<T> target, Configuration configuration) {
            throw new UnsupportedOperationException();
        }
    };

    private final Work work;

    RowJson(Work work) {
        this.work = work;
    }

    @Override
    public boolean isMap(Object value) {
        return value instanceof Struct || super.isMap(value);
    }

    @Override
    public @Nullable Object getMapValue(Object value, String name) {
        work.add(1);
        if (value instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? UNDEFINED : struct.get(field);
        }
        return super.getMapValue(value, name);
    }

    @Override
    public Collection<String> getPropertyKeys(Object value) {
        Collection<String> names = value instanceof Struct struct
                ? struct.schema().fields().stream().map(Field::name).toList()
                : super.getPropertyKeys(value);
        work.add(names.size());
        return names;
    }

    @Override
    public @Nullable Object getArrayIndex(Object value, int index) {
        work.add(1);
        return super.getArrayIndex(value, index);
    }

    @Override
    public Object unwrap(Object value) {
        work.add(value instanceof Collection<?> values ? values.size() : 1);
        return super.unwrap(value);
    }

    @Override
    public int length(Object value) {
        return value instanceof Struct struct ? struct.schema().fields().size() : super.length(value);
    }

    @Override
    public Iterable<?> toIterable(Object value) {
        work.add(length(value));
        return value instanceof Struct struct
                ? struct.schema().fields().stream().map(struct::get).toList()
                : super.toIterable(value);
    }

    @Override
    public Object createArray() {
        return new ArrayList<>();
    }

    @Override
    public Object createMap() {
        return new LinkedHashMap<>();
    }

    @Override
    public Object parse(String json) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object parse(InputStream json, String charset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toJson(Object value) {
        throw new UnsupportedOperationException();
    }
}
