// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.emulator.engine.value.BlockEncoder;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockEncoderTest {
    private static final int BLOCK = 55;

    @ParameterizedTest
    @ValueSource(strings = {"query", "stmt"})
    void writesWhatTheRealGatewayWroteForTheSameRows(String recording) {
        List<byte[]> blocks = Recording.named(recording).frames(false, 7).stream()
                .filter(frame -> frame.length > BLOCK)
                .map(frame -> Arrays.copyOfRange(frame, BLOCK, frame.length))
                .toList();

        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(write(Block.decode(block)))
                        .isEqualTo(HexFormat.of().formatHex(block)));
    }

    @Test
    void marksTheNinthRowInTheSecondByteOfTheBitmap() {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            rows.add(new Object[] {i == 8 ? null : i});
        }
        Column column = new Column("i", ColumnType.INT, 4);

        String block = write(new ResultSet(List.of(column), 0, rows));

        assertThat(block.substring(2 * (28 + 9), 2 * (28 + 9 + 2))).isEqualTo("0080");
    }

    @Test
    void keepsJsonTagsAndEmptyTextApartFromNull() {
        List<Column> columns = List.of(new Column("j", ColumnType.JSON, 4095), new Column("v", ColumnType.VARCHAR, 8));
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {json, new byte[0]});
        rows.add(new Object[] {null, null});

        ResultSet read = Block.decode(HexFormat.of().parseHex(write(new ResultSet(columns, 0, rows))));

        assertThat(read.rows().get(0)).containsExactly(json, new byte[0]);
        assertThat(read.rows().get(1)).containsOnlyNulls();
    }

    @Test
    void writesDecimalsAndBlobs() {
        List<Column> columns = List.of(
                new Column("v", ColumnType.DECIMAL64, 10, 2),
                new Column("w", ColumnType.DECIMAL, 38, 10),
                new Column("b", ColumnType.BLOB, 4_194_304));
        List<Object[]> rows = List.of(
                new Object[] {new BigDecimal("-1.23"), new BigDecimal("-1E-10"), new byte[] {7}},
                new Object[] {null, null, null});

        String block = write(new ResultSet(columns, 0, rows));

        assertThat(block.substring(2 * 28, 2 * 43)).isEqualTo("15020a0008" + "110a260010" + "1205000000");
        assertThat(block.substring(2 * 43, 2 * 55)).isEqualTo("10000000" + "20000000" + "05000000");
        String narrow = "40" + "85ffffffffffffff" + "0000000000000000";
        String wide = "40" + "ff".repeat(16) + "00".repeat(16);
        assertThat(block.substring(2 * 55)).isEqualTo(narrow + wide + "00000000ffffffff" + "0100000007" + "00");
    }

    private static String write(ResultSet result) {
        byte[] block = BlockEncoder.encodeRows(BlockEncoder.QUERY, result.columns(), result.rows());
        return HexFormat.of().formatHex(block);
    }
}
