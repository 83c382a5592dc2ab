// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.ColumnType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableColumnTest {
    private static final int BYTES_OF_ROW = 200;

    @ParameterizedTest
    @EnumSource(
            value = ColumnType.class,
            names = {"VARCHAR", "NCHAR"})
    void textsThatComeAgainAreTheSame(ColumnType type) {
        List<@Nullable String> texts = new ArrayList<>(List.of("", "a", "é", "d1", "d2", "a name of some length"));
        texts.add(null);
        IntStream.range(0, 3_000).forEach(i -> texts.add("meters_of_building_" + i));
        Random random = new Random(3);
        List<@Nullable String> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(texts.get(i % 3 == 0 ? random.nextInt(8) : random.nextInt(texts.size())));
        }

        assertThat(values(type, rows)).containsExactlyElementsOf(rows);
        assertThat(values(type, rows.subList(0, 1))).containsExactlyElementsOf(rows.subList(0, 1));
        assertThat(values(type, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d%d", "%d", "meters_%03d", "a.name.of.some.length.building-%d"})
    void namesInTurnAreMadeAboutOnce(String names) {
        List<@Nullable String> rows = IntStream.range(0, 4_096)
                .<@Nullable String>mapToObj(i -> String.format(Locale.ROOT, names, i % 100))
                .toList();

        for (ColumnType type : List.of(ColumnType.VARCHAR, ColumnType.NCHAR)) {
            Set<Object> made = Collections.newSetFromMap(new IdentityHashMap<>());
            Collections.addAll(made, values(type, rows));
            assertThat(made).as("%s", type).hasSizeLessThan(1_000);
        }
    }

    private static @Nullable Object[] values(ColumnType type, List<@Nullable String> rows) {
        Charset charset = type == ColumnType.NCHAR ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_8;
        int data = Integer.BYTES * rows.size();
        ByteBuffer bytes =
                ByteBuffer.allocate(data + BYTES_OF_ROW * rows.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows.size(); row++) {
            String text = rows.get(row);
            bytes.putInt(Integer.BYTES * row, text == null ? VariableColumn.NULL : BYTES_OF_ROW * row);
            if (text != null) {
                byte[] encoded = text.getBytes(charset);
                bytes.putShort(data + BYTES_OF_ROW * row, (short) encoded.length);
                bytes.put(data + BYTES_OF_ROW * row + Short.BYTES, encoded);
            }
        }
        ColumnInfo info = new ColumnInfo("c", type, 1_000, 0, false);
        VariableColumn column = new VariableColumn(info, rows.size(), bytes.array(), 0, data);
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        column.values(values);
        for (int row = 0; row < values.length; row++) {
            assertThat(column.value(row)).isEqualTo(values[row]);
        }
        return values;
    }
}
