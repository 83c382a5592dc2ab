// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.ChildCreation;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.WireBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Encodes the creation of a subtable.
 *
 * <p>{@code length i32 | flags | name | uid i64 | millis i64 | ttl i32 | type u8 = 2 | comment i32 = -1 | supertable |
 * tags u8 | supertable uid i64 | values | names of the given tags | i32 = 0}, since 3.3.7 with {@code u8 = 0} at the
 * end. The values are {@code flags u8 | length i16 | tags i16 | version i32 = 1}, for each tag its offset, and for each
 * {@code id zigzag | type u8 | value}.
 */
final class CreationWriter {
    private static final int CHILD = 2;
    private static final int VALUES_HEAD = 9;
    private static final int LARGE = 0x20;
    private static final int JSON = 0x40;

    private CreationWriter() {}

    static byte[] write(ChildCreation creation, Release release) {
        WireBytes out = new WireBytes(256);
        out.zigzag(0).text(creation.table().name());
        out.i64(creation.table().uid()).i64(creation.table().created());
        out.i32(0).u8(CHILD).i32(-1);
        out.text(creation.stable().name()).u8(creation.allTags());
        out.i64(creation.stable().uid());
        byte[] values = values(creation.tags());
        out.varint(values.length).bytes(values);
        out.i32(creation.tags().size());
        creation.tags().keySet().forEach(tag -> out.text(tag.name()));
        out.i32(0);
        if (release.since(Release.V3_3_7)) {
            // No digits of decimals follow.
            out.u8(0);
        }
        byte[] body = out.toArray();
        return new WireBytes(body.length + 4).i32(body.length).bytes(body).toArray();
    }

    private static byte[] values(Map<Definition, Object> tags) {
        WireBytes values = new WireBytes(64);
        List<Integer> offsets = new ArrayList<>();
        tags.forEach((tag, value) -> {
            offsets.add(values.size());
            values.zigzag(tag.id() + 1).u8(tag.type().code());
            value(values, tag.type(), value);
        });
        boolean large = values.size() > Byte.MAX_VALUE;
        boolean json = tags.keySet().stream().anyMatch(tag -> tag.type() == ColumnType.JSON);
        int index = large ? 2 : 1;
        WireBytes out = new WireBytes(128);
        out.u8((large ? LARGE : 0) | (json ? JSON : 0));
        out.number(VALUES_HEAD + (long) index * offsets.size() + values.size(), 2);
        out.number(offsets.size(), 2).i32(1);
        offsets.forEach(offset -> out.number(offset, index));
        return out.bytes(values.toArray()).toArray();
    }

    private static void value(WireBytes out, ColumnType type, Object value) {
        if (value instanceof byte[] bytes) {
            out.varint(bytes.length).bytes(bytes);
        } else if (value instanceof String text) {
            int[] points = text.codePoints().toArray();
            out.varint(4 * points.length);
            for (int point : points) {
                out.i32(point);
            }
        } else if (value instanceof Boolean flag) {
            out.u8(flag ? 1 : 0);
        } else if (value instanceof Float number) {
            out.i32(Float.floatToIntBits(number));
        } else if (value instanceof Double number) {
            out.i64(Double.doubleToLongBits(number));
        } else {
            out.number(((Number) value).longValue(), type.width());
        }
    }
}
