// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.ChildCreation;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.WireBytes;
import java.util.List;

/**
 * Encodes a message with rows.
 *
 * <p>{@code version u8 = 100 | length of positions u32 | begin | next | blocks u32 | with names u8 | with schemas u8}.
 * Then for each block
 * {@code length varint | version i64 | rows i64, big-endian | compressed u8 | precision u8 | block}, its schema and the
 * name of its table. At the end {@code count u32} and for each {@code length varint | creation}, or eight zero bytes if
 * no table is created.
 */
final class MessageWriter {
    private static final int VERSION = 100;
    private static final int BLOCK_HEAD = 18;
    private static final int OTHERS_BYTES = 400;

    private final MessagePosition begin;
    private final MessagePosition next;
    private final Release release;

    MessageWriter(MessagePosition begin, MessagePosition next, Release release) {
        this.begin = begin;
        this.next = next;
        this.release = release;
    }

    byte[] write(Message.Content content) {
        List<MessageBlock> blocks = content.blocks();
        int size = OTHERS_BYTES * (1 + blocks.size());
        for (MessageBlock block : blocks) {
            size += block.block().length;
        }
        boolean named = !blocks.isEmpty() && blocks.get(0).table() != null;
        WireBytes out = new WireBytes(size);
        out.u8(VERSION).i32(begin.bytes() + next.bytes());
        begin.write(out);
        next.write(out);
        out.i32(blocks.size()).u8(named ? 1 : 0).u8(1);
        blocks.forEach(block -> block(out, block));
        if (content.creations().isEmpty()) {
            out.i64(0);
        } else {
            out.i32(content.creations().size());
            for (ChildCreation creation : content.creations()) {
                byte[] bytes = CreationWriter.write(creation, release);
                out.varint(bytes.length).bytes(bytes);
            }
        }
        return out.toArray();
    }

    private static void block(WireBytes out, MessageBlock block) {
        out.varint(BLOCK_HEAD + block.block().length);
        out.i64(1).i64(Long.reverseBytes(block.rows())).u8(0).u8(block.precision());
        out.bytes(block.block());
        out.zigzag(block.columns().size()).zigzag(0);
        for (MessageBlock.Head column : block.columns()) {
            out.u8(column.type().code()).u8(column.flags()).zigzag(column.wireBytes());
            out.zigzag(column.id()).text(column.name());
        }
        if (block.table() != null) {
            out.text(block.table());
        }
    }
}
