// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tdconnect.emulator.engine.value.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindReaderTest {
    private static final int BIND_DATA = 30;
    private static final List<byte[]> FRAMES = Recording.named("stmt").frames(true, 9);

    @Test
    void readsNamesTagsAndColumnsOfEveryTable() throws RefusedException {
        List<BoundTable> tables = BindReader.read(data(FRAMES.get(0)));

        assertThat(tables).extracting(BoundTable::name).containsExactly("s1", "s0");
        assertThat(tables.get(0).tags()).containsExactly(1, "L1".getBytes(StandardCharsets.UTF_8));
        assertThat(tables.get(1).tags()).containsExactly(0, "L0".getBytes(StandardCharsets.UTF_8));
        List<Object[]> columns = tables.get(0).columns();
        assertThat(columns.get(0)).containsExactly(1763600000001000L, 1763600000003000L, 1763600000005000L);
        assertThat(columns.get(1)).containsExactly(1, null, 5);
        assertThat(columns.get(2)).containsExactly(10L, 30L, 50L);
        assertThat(columns.get(3)).containsExactly(1.5f, 3.5f, 5.5f);
    }

    @Test
    void readsTheParametersOfAQuery() throws RefusedException {
        List<BoundTable> tables = BindReader.read(data(FRAMES.get(2)));

        assertThat(tables).hasSize(1);
        assertThat(tables.get(0).name()).isNull();
        assertThat(tables.get(0).tags()).isNull();
        assertThat(tables.get(0).columns())
                .singleElement()
                .satisfies(cells -> assertThat(cells).containsExactly(2));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL, 01",
        "TINYINT, 80",
        "UTINYINT, ff",
        "SMALLINT, 0080",
        "USMALLINT, ffff",
        "INT, 00000080",
        "UINT, ffffffff",
        "BIGINT, 0000000000000080",
        "UBIGINT, ffffffffffffffff",
        "FLOAT, 0000c03f",
        "DOUBLE, 000000000000f83f",
        "TIMESTAMP, 0100000000000000"
    })
    void readsEachTypeOfFixedWidth(ColumnType type, String hex) throws RefusedException {
        ByteBuf cells = Unpooled.buffer();
        cells.writeIntLE(0)
                .writeIntLE(type.code())
                .writeIntLE(2)
                .writeByte(0)
                .writeByte(1)
                .writeByte(0);
        byte[] value = HexFormat.of().parseHex(hex);
        cells.writeIntLE(2 * value.length).writeBytes(value).writeZero(value.length);

        Object[] read = BindReader.read(oneColumn(cells)).get(0).columns().get(0);

        assertThat(read).containsExactly(expected(type), null);
    }

    private static Object expected(ColumnType type) {
        return switch (type) {
            case BOOL -> true;
            case TINYINT -> Byte.MIN_VALUE;
            case UTINYINT -> (short) 255;
            case SMALLINT -> Short.MIN_VALUE;
            case USMALLINT -> 65535;
            case INT -> Integer.MIN_VALUE;
            case UINT -> 4294967295L;
            case BIGINT -> Long.MIN_VALUE;
            case UBIGINT -> new BigInteger("18446744073709551615");
            case FLOAT -> 1.5f;
            case DOUBLE -> 1.5;
            default -> 1L;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"VARCHAR", "NCHAR", "VARBINARY", "JSON", "GEOMETRY"})
    void readsEachTypeWithLengths(ColumnType type) throws RefusedException {
        byte[] text = "中x".getBytes(StandardCharsets.UTF_8);
        ByteBuf cells = Unpooled.buffer();
        cells.writeIntLE(0)
                .writeIntLE(type.code())
                .writeIntLE(3)
                .writeByte(0)
                .writeByte(1)
                .writeByte(0);
        cells.writeByte(1).writeIntLE(0).writeIntLE(0).writeIntLE(text.length);
        cells.writeIntLE(text.length).writeBytes(text);

        Object[] read = BindReader.read(oneColumn(cells)).get(0).columns().get(0);

        Object value = type == ColumnType.NCHAR ? "中x" : text;
        Object empty = type == ColumnType.NCHAR ? "" : new byte[0];
        assertThat(read).containsExactly(empty, null, value);
    }

    /** The value that a server 3.3.7 stored for a decimal bound as text. */
    @Test
    void takesTheTextOfADecimalForTheBytesOfANumber() throws RefusedException {
        byte[] text = "1.231.23-5".getBytes(StandardCharsets.UTF_8);
        ByteBuf cells = Unpooled.buffer();
        cells.writeIntLE(0).writeIntLE(ColumnType.DECIMAL64.code()).writeIntLE(3);
        cells.writeBytes(new byte[3]).writeByte(1);
        cells.writeIntLE(4).writeIntLE(4).writeIntLE(2).writeIntLE(text.length).writeBytes(text);

        Object[] read = BindReader.read(oneColumn(cells)).get(0).columns().get(0);

        assertThat(read)
                .containsExactly(new BigDecimal("3689061833617059377"), new BigDecimal(0x352d), BigDecimal.ZERO);
    }

    @Test
    void readsDecimalsThatAreBoundAsNumbers() throws RefusedException {
        ByteBuf cells = Unpooled.buffer();
        cells.writeIntLE(0).writeIntLE(ColumnType.DECIMAL.code()).writeIntLE(2);
        cells.writeByte(0).writeByte(1).writeByte(0);
        cells.writeIntLE(32).writeLongLE(-5).writeLongLE(-1).writeZero(16);

        Object[] read = BindReader.read(oneColumn(cells)).get(0).columns().get(0);

        assertThat(read).containsExactly(new BigDecimal(-5), null);
    }

    @Test
    void readsAColumnWithoutABufferAsNulls() throws RefusedException {
        ByteBuf cells = Unpooled.buffer();
        cells.writeIntLE(0)
                .writeIntLE(4)
                .writeIntLE(2)
                .writeByte(1)
                .writeByte(1)
                .writeByte(0)
                .writeIntLE(0);

        assertThat(BindReader.read(oneColumn(cells)).get(0).columns().get(0)).containsExactly(null, null);
    }

    @Test
    void refusesDataThatIsCutOff() {
        ByteBuf data = data(FRAMES.get(0));
        ByteBuf cut = Unpooled.copiedBuffer(data.slice(data.readerIndex(), 200)).setIntLE(0, 200);

        assertThatThrownBy(() -> BindReader.read(cut)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> BindReader.read(Unpooled.buffer())).isInstanceOf(RefusedException.class);
    }

    private static ByteBuf oneColumn(ByteBuf cells) {
        cells.setIntLE(0, cells.readableBytes());
        ByteBuf data = Unpooled.buffer();
        data.writeIntLE(32 + cells.readableBytes()).writeIntLE(1).writeIntLE(0).writeIntLE(1);
        return data.writeIntLE(0)
                .writeIntLE(0)
                .writeIntLE(28)
                .writeIntLE(cells.readableBytes())
                .writeBytes(cells);
    }

    private static ByteBuf data(byte[] frame) {
        return Unpooled.wrappedBuffer(frame, BIND_DATA, frame.length - BIND_DATA);
    }
}
