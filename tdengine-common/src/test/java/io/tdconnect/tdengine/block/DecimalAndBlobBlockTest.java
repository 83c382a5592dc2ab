// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocks as {@code blockEncode} of TDengine 3.3.7 makes them of DECIMAL and BLOB columns. */
@SuppressWarnings({"ArrayRecordComponent", "ByteBufferBackingArray"}) // The bytes are those of buffers made here.
class DecimalAndBlobBlockTest {
    private static final String WIDEST = "-99999999999999999999999999999999999999";

    @Test
    void decimalsOfBothWidthsAreReadDigitByDigit() throws Exception {
        BigInteger[] wide = {new BigInteger(WIDEST), BigInteger.ZERO, BigInteger.valueOf(-1)};
        byte[] block = block(
                3,
                new Wire(21, 8 << 24 | 10 << 8 | 2, fixed(0x20, longs(123, -5, 0))),
                new Wire(17, 16 << 24 | 38 << 8 | 10, fixed(0x40, wides(wide))));

        Block read = Block.ofResult(block, 0, List.of("v", "w"), Precision.MS);

        assertThat(values(read, 0)).containsExactly(new BigDecimal("1.23"), new BigDecimal("-0.05"), null);
        assertThat(values(read, 1))
                .containsExactly(
                        new BigDecimal(new BigInteger(WIDEST), 10), null, new BigDecimal(BigInteger.valueOf(-1), 10));
        assertThat(read.columns().get(0).decimalAt(1)).isEqualTo(new BigDecimal("-0.05"));
        assertThat(read.layout().columns().get(0).column())
                .isEqualTo(new Column("v", ColumnType.DECIMAL64, 10, 2, false));
        assertThat(read.layout().columns().get(1).column(true))
                .isEqualTo(new Column("w", ColumnType.DECIMAL, 38, 10, true));
    }

    @Test
    void digitsThatTheBlockLacksComeFromTheTableOrReadingFails() throws Exception {
        byte[] block = block(1, new Wire(21, 8 << 24, fixed(0, longs(123))));
        Block read = Block.ofResult(block, 0, List.of("v"), Precision.MS);

        assertThat(read.layout().lacksDigits()).isTrue();
        assertThatThrownBy(() -> values(read, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("digits");
        Block known = read.withDigits(table(new Column("v", ColumnType.DECIMAL64, 10, 2, false)));
        assertThat(known.layout().lacksDigits()).isFalse();
        assertThat(values(known, 0)).containsExactly(new BigDecimal("1.23"));
        assertThat(read.withDigits(table(new Column("w", ColumnType.DECIMAL64, 10, 2, false)))
                        .layout()
                        .lacksDigits())
                .isTrue();
    }

    private static TableMetadata table(Column column) {
        return new TableMetadata("d", "m", Precision.MS, List.of(column), List.of());
    }

    @Test
    void blobsAreReadByteByByte() throws Exception {
        byte[] large = new byte[70_000];
        large[69_999] = (byte) 0xff;

        Block read = Block.ofResult(
                block(3, new Wire(18, 4 + 4_194_304, blobs(large, null, new byte[0]))), 0, List.of("b"), Precision.MS);

        assertThat(values(read, 0)).containsExactly(large, null, new byte[0]);
        assertThat(read.columns().get(0).bytesAt(0)).isEqualTo(large);
        assertThat(read.layout().columns().get(0).type()).isEqualTo(ColumnType.BLOB);
    }

    private static @Nullable Object[] values(Block block, int column) {
        @Nullable Object[] values = new @Nullable Object[block.rows()];
        block.columns().get(column).values(values);
        return values;
    }

    /** A column: its type, its size, and its cells with their null bitmap or offsets. */
    private record Wire(int type, int bytes, Cells cells) {}

    private record Cells(byte[] head, byte[] data) {}

    private static Cells fixed(int nulls, byte[] data) {
        return new Cells(new byte[] {(byte) nulls}, data);
    }

    private static byte[] longs(long... values) {
        ByteBuffer data = little(8 * values.length);
        for (long value : values) {
            data.putLong(value);
        }
        return data.array();
    }

    private static byte[] wides(BigInteger... values) {
        ByteBuffer data = little(16 * values.length);
        for (BigInteger value : values) {
            data.putLong(value.longValue()).putLong(value.shiftRight(64).longValue());
        }
        return data.array();
    }

    private static Cells blobs(byte @Nullable []... values) {
        ByteBuffer offsets = little(4 * values.length);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (byte[] value : values) {
            offsets.putInt(value == null ? -1 : data.size());
            if (value != null) {
                data.writeBytes(little(4).putInt(value.length).array());
                data.writeBytes(value);
            }
        }
        return new Cells(offsets.array(), data.toByteArray());
    }

    private static byte[] block(int rows, Wire... columns) {
        int length = 28 + 9 * columns.length;
        for (Wire column : columns) {
            length += column.cells.head.length + column.cells.data.length;
        }
        ByteBuffer block = little(length);
        block.putInt(1)
                .putInt(length)
                .putInt(rows)
                .putInt(columns.length)
                .putInt(1 << 31)
                .putLong(0);
        for (Wire column : columns) {
            block.put((byte) column.type).putInt(column.bytes);
        }
        for (Wire column : columns) {
            block.putInt(column.cells.data.length);
        }
        for (Wire column : columns) {
            block.put(column.cells.head).put(column.cells.data);
        }
        return block.array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
