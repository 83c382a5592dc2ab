// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.influxdb;

import io.tdconnect.influxdb.client.AnswerReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** The same answers as {@link AnswerReader} by the library msgpack-core, for a comparison; of well-formed answers only. */
final class LibraryReader {
    private static final long NANOS = 1_000_000_000L;

    private final MessageUnpacker unpacker;
    private @Nullable Object[] row = {};

    LibraryReader(InputStream stream) {
        unpacker = MessagePack.newDefaultUnpacker(stream);
    }

    void read(AnswerReader.Target target) throws IOException, InterruptedException {
        while (unpacker.hasNext()) {
            int entries = unpacker.unpackMapHeader();
            for (int i = 0; i < entries; i++) {
                if (unpacker.unpackString().equals("results")) {
                    results(target);
                } else {
                    unpacker.skipValue();
                }
            }
        }
    }

    private void results(AnswerReader.Target target) throws IOException, InterruptedException {
        int results = unpacker.unpackArrayHeader();
        for (int i = 0; i < results; i++) {
            int entries = unpacker.unpackMapHeader();
            for (int j = 0; j < entries; j++) {
                if (unpacker.unpackString().equals("series")) {
                    int count = unpacker.unpackArrayHeader();
                    for (int k = 0; k < count; k++) {
                        series(target);
                    }
                } else {
                    unpacker.skipValue();
                }
            }
        }
    }

    private void series(AnswerReader.Target target) throws IOException, InterruptedException {
        String name = "";
        Map<String, String> tags = new HashMap<>();
        List<String> columns = new ArrayList<>();
        int entries = unpacker.unpackMapHeader();
        for (int i = 0; i < entries; i++) {
            switch (unpacker.unpackString()) {
                case "name" -> name = unpacker.unpackString();
                case "tags" -> {
                    int size = unpacker.unpackMapHeader();
                    for (int j = 0; j < size; j++) {
                        tags.put(unpacker.unpackString(), unpacker.unpackString());
                    }
                }
                case "columns" -> {
                    int size = unpacker.unpackArrayHeader();
                    for (int j = 0; j < size; j++) {
                        columns.add(unpacker.unpackString());
                    }
                }
                case "values" -> {
                    target.series(name, tags, columns);
                    rows(target);
                }
                default -> unpacker.skipValue();
            }
        }
    }

    private void rows(AnswerReader.Target target) throws IOException, InterruptedException {
        int rows = unpacker.unpackArrayHeader();
        for (int i = 0; i < rows; i++) {
            int size = unpacker.unpackArrayHeader();
            if (row.length != size) {
                row = new @Nullable Object[size];
            }
            long time = time();
            for (int column = 1; column < size; column++) {
                row[column] = value();
            }
            target.row(time, row);
        }
    }

    private long time() throws IOException {
        if (unpacker.getNextFormat() == MessageFormat.EXT8) {
            ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
            byte[] body = unpacker.readPayload(header.getLength());
            return bigEndian(body, 0, 8) * NANOS + bigEndian(body, 8, 4);
        }
        return unpacker.unpackLong();
    }

    private static long bigEndian(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }

    private @Nullable Object value() throws IOException {
        MessageFormat format = unpacker.getNextFormat();
        return switch (format.getValueType()) {
            case NIL -> {
                unpacker.unpackNil();
                yield null;
            }
            case BOOLEAN -> unpacker.unpackBoolean();
            case INTEGER -> format == MessageFormat.UINT64 ? unpacker.unpackBigInteger() : unpacker.unpackLong();
            case FLOAT -> unpacker.unpackDouble();
            default -> unpacker.unpackString();
        };
    }
}
