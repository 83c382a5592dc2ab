// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.block.Cursor;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** A damaged answer gives other content or a clear failure, and never breaks a reader. */
class DamagedMessageTest {
    private static final List<byte[]> FRAMES = Recording.ofSubscription().frames();

    @Property(tries = 2_000)
    void changedBytesGiveRowsOrAFailure(
            @ForAll("frames") byte[] recorded, @ForAll("changes") List<Tuple2<Integer, Byte>> changes) {
        byte[] frame = recorded.clone();
        changes.forEach(change -> frame[change.get1() % frame.length] = change.get2());

        readOrRefuse(frame);
    }

    // Sizes and counts are what a reader trusts, so they get the values that break readers.
    @Property(tries = 2_000)
    void changedNumbersGiveRowsOrAFailure(
            @ForAll("frames") byte[] recorded, @ForAll("places") int place, @ForAll("numbers") int number) {
        byte[] frame = recorded.clone();
        Cursor.INT.set(frame, place % (frame.length - 3), number);

        readOrRefuse(frame);
    }

    private static void readOrRefuse(byte[] frame) {
        try {
            MessageDecoder.Rows rows = MessageDecoderTest.decode(frame);
            // Reading the cells does not throw either, one by one or all.
            assertThat(Cells.lines(rows.blocks()))
                    .hasSize(rows.blocks().stream().mapToInt(Block::rows).sum());
            for (Block block : rows.blocks()) {
                for (BlockColumn column : block.columns()) {
                    for (int row = 0; row < block.rows(); row++) {
                        assertThat(column.value(row) == null).isEqualTo(column.isNull(row));
                    }
                }
            }
        } catch (GatewayException e) {
            assertThat((Throwable) e).message().isNotEmpty();
        }
    }

    @Provide
    static Arbitrary<byte[]> frames() {
        return Arbitraries.of(FRAMES);
    }

    @Provide
    static Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 4_096);
    }

    @Provide
    static Arbitrary<Integer> numbers() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.of(
                                0, 1, -1, -2, 2, 1 << 16, 1 << 24, 1 << 28, Integer.MAX_VALUE, Integer.MIN_VALUE)),
                Tuple.of(1, Arbitraries.integers()));
    }

    @Provide
    static Arbitrary<List<Tuple2<Integer, Byte>>> changes() {
        Arbitrary<Byte> bytes = Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.of((byte) 0, (byte) -1, (byte) 127));
        return places().flatMap(place -> bytes.map(value -> Tuple.of(place, value)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
