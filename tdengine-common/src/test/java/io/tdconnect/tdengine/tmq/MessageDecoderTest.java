// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.block.Cursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded binary answers of a real gateway. */
class MessageDecoderTest {
    private static final int REQUEST_AT = 26;
    private static final int CODE_AT = 34;
    private static final int MESSAGE_AT = 42;
    private static final List<byte[]> FRAMES = Recording.ofSubscription().frames();

    // v, n, nc, b, ubi, d and ts2 of the two rows that each subtable began with.
    private static final String FULL =
            " ts=1763600000000000001 v=1 n=a nc=中 b=true ubi=18446744073709551615 d=1.5 ts2=1763600000000000009";
    private static final String EMPTY = " ts=1763600000000000002 v=null n=null nc=null b=null ubi=null d=null ts2=null";
    private static final List<String> TWO_TABLES = List.of(
            "t0" + FULL,
            "t0" + EMPTY,
            "t1" + FULL,
            "t1" + EMPTY,
            "t0 ts=1763600000000000003 v=33",
            "t1 ts=1763600000000000003 nc=x b=false");
    private static final String LATER = "t0 ts=1763600000000000004 v=4 w=44";

    static Stream<Arguments> recorded() {
        List<String> threeTables =
                Stream.concat(TWO_TABLES.stream(), Stream.of(LATER)).toList();
        return Stream.of(
                Arguments.of(0, 0, 11, List.of("t2" + FULL, "t2" + EMPTY)),
                Arguments.of(1, 0, 12, threeTables),
                Arguments.of(2, 0, 14, threeTables),
                Arguments.of(3, 2, 5, TWO_TABLES),
                Arguments.of(4, 3, 6, List.of("t2" + FULL, "t2" + EMPTY, "nt ts=1763600000000000001 v=5")),
                Arguments.of(5, 6, 7, List.of(LATER)),
                Arguments.of(
                        6,
                        0,
                        18,
                        List.of(
                                " ts=1763600000000000001 v=1 n=a tbname=t0 g=0 loc=l0",
                                " ts=1763600000000000002 v=null n=null tbname=t0 g=0 loc=l0",
                                " ts=1763600000000000001 v=1 n=a tbname=t1 g=1 loc=zz",
                                " ts=1763600000000000002 v=null n=null tbname=t1 g=1 loc=zz",
                                " ts=1763600000000000003 v=33 n=null tbname=t0 g=0 loc=l0",
                                " ts=1763600000000000003 v=null n=null tbname=t1 g=1 loc=zz",
                                " ts=1763600000000000004 v=4 n=null tbname=t0 g=0 loc=l0")),
                Arguments.of(
                        7,
                        0,
                        16,
                        List.of(
                                " ts=1763600000000000001 v=1 n=a tbname=t2 g=2 loc=l2",
                                " ts=1763600000000000002 v=null n=null tbname=t2 g=2 loc=l2")));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsWhatWasRecorded(int frame, long begin, long next, List<String> rows) throws GatewayException {
        MessageDecoder.Rows message = decode(FRAMES.get(frame));

        assertThat(Cells.lines(message.blocks())).isEqualTo(rows);
        assertThat(message.begin()).isEqualTo(begin);
        assertThat(message.next()).isEqualTo(next);
        assertThat(message.blocks()).allMatch(block -> block.precision() == Precision.NS);
    }

    @Test
    void everyFrameIsExpected() {
        assertThat(FRAMES).hasSize((int) recorded().count());
    }

    @Test
    void columnsHaveTypesAndLengthsAndTypedCells() throws GatewayException {
        Block block = decode(FRAMES.get(0)).blocks().get(0);
        List<BlockColumn> columns = block.columns();

        assertThat(columns)
                .extracting(column -> column.type() + " " + column.info().length())
                .containsExactly(
                        "TIMESTAMP 8",
                        "INT 4",
                        "VARCHAR 10",
                        "NCHAR 8",
                        "BOOL 1",
                        "BIGINT_UNSIGNED 8",
                        "DOUBLE 8",
                        "TIMESTAMP 8");
        assertThat(columns.get(0).longAt(0)).isEqualTo(1763600000000000001L);
        assertThat(columns.get(1).longAt(0)).isEqualTo(1);
        assertThat(columns.get(1).isNull(0)).isFalse();
        assertThat(columns.get(1).isNull(1)).isTrue();
        assertThat(columns.get(2).textAt(0)).isEqualTo("a");
        assertThat(columns.get(2).bytesAt(0)).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
        assertThat(columns.get(3).textAt(0)).isEqualTo("中");
        assertThat(columns.get(3).textAt(1)).isEmpty();
        assertThat(columns.get(4).booleanAt(0)).isTrue();
        assertThat(columns.get(5).longAt(0)).isEqualTo(-1);
        assertThat(columns.get(6).doubleAt(0)).isEqualTo(1.5);
        assertThatThrownBy(() -> columns.get(1).textAt(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Column v is a INT, which has no text");
        assertThatThrownBy(() -> columns.get(1).longAt(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void blocksWithTheSameColumnsShareTheirLayout() throws GatewayException {
        MessageDecoder decoder = new MessageDecoder();
        Block first = decode(decoder, FRAMES.get(0)).blocks().get(0);
        List<Block> others = decode(decoder, FRAMES.get(1)).blocks();

        assertThat(others.get(0).layout()).isSameAs(first.layout());
        assertThat(others.get(2).layout()).isNotSameAs(first.layout());
    }

    @Test
    void refusesAnAnswerToSomethingElse() {
        byte[] frame = FRAMES.get(0);
        Cursor answer = new Cursor(frame, 0, frame.length);

        assertThatThrownBy(() -> new MessageDecoder().answer(answer, 2, 1))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("Expected the request 2 in an answer of the gateway, found 1");
        assertThatThrownBy(() -> new MessageDecoder().answer(new Cursor(frame, 0, frame.length), 1, 7))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("Expected the message 7 in an answer of the gateway, found 1");
    }

    @Test
    void tellsTheRefusalOfTheServer() {
        byte[] text = "message has been freed".getBytes(StandardCharsets.UTF_8);
        byte[] frame = Arrays.copyOf(FRAMES.get(0), MESSAGE_AT + text.length);
        ByteBuffer.wrap(frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CODE_AT, 0xffff)
                .putInt(CODE_AT + 4, text.length)
                .position(MESSAGE_AT)
                .put(text);

        GatewayException refusal = catchThrowableOfType(GatewayException.class, () -> decode(frame));

        assertThat((Throwable) refusal)
                .isNotInstanceOf(MalformedMessageException.class)
                .hasMessage("TDengine refused fetch_raw_data: message has been freed (0xffff)");
        assertThat(refusal.errorClass()).isEqualTo(ErrorClass.FATAL);
    }

    @Test
    void refusesTypesThatItDoesNotKnow() {
        byte[] frame = FRAMES.get(5).clone();
        // The last column of the only block, in the schema and in the block.
        replace(frame, new byte[] {5, 0, 16, 22, 2, 'w', 0}, (byte) 77);

        assertThatThrownBy(() -> decode(frame))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("found 77");
    }

    @Test
    void everyTruncationIsNoticed() {
        for (byte[] frame : FRAMES) {
            for (int cut = 0; cut < frame.length; cut++) {
                byte[] rest = Arrays.copyOf(frame, cut);
                assertThatThrownBy(() -> decode(rest))
                        .as("cut at %d of %d", cut, frame.length)
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    private static void replace(byte[] frame, byte[] pattern, byte first) {
        for (int i = 0; i + pattern.length <= frame.length; i++) {
            if (Arrays.equals(frame, i, i + pattern.length, pattern, 0, pattern.length)) {
                frame[i] = first;
                return;
            }
        }
        throw new AssertionError("pattern not found");
    }

    static MessageDecoder.Rows decode(byte[] frame) throws GatewayException {
        return decode(new MessageDecoder(), frame);
    }

    private static MessageDecoder.Rows decode(MessageDecoder decoder, byte[] frame) throws GatewayException {
        ByteBuffer head = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        long request = frame.length < REQUEST_AT + 8 ? 0 : head.getLong(REQUEST_AT);
        long message = frame.length < MESSAGE_AT + 8 ? 0 : head.getLong(MESSAGE_AT);
        return decoder.answer(new Cursor(frame, 0, frame.length), request, message);
    }

    @Test
    void typesOfAllColumnsAreKnownByTheirNumber() {
        for (ColumnType type : ColumnType.values()) {
            assertThat(ColumnType.ofCode(type.code())).isEqualTo(type);
        }
        assertThat(ColumnType.ofCode(0)).isNull();
        assertThat(ColumnType.ofCode(255)).isNull();
        assertThat(ColumnType.ofCode(-1)).isNull();
    }
}
