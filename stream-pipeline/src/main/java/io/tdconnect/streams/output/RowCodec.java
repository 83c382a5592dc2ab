// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.output;

import io.tdconnect.streams.message.Message;
import io.tdconnect.streams.row.OutputRow;
import io.tdconnect.streams.row.RoutedRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;

/** Encodes rows with their schema for the internal topic and stores; not for use by several threads. */
public final class RowCodec {
    private static final int NO_KEY = -1;

    private final JsonConverter converter = RowEncoder.withSchemas();

    /** The row without its headers. */
    public byte[] encode(RoutedRow routed) {
        OutputRow row = routed.row();
        Message.Position message = routed.origin().message();
        byte[] key = row.key();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeUTF(row.topic());
            data.writeInt(key == null ? NO_KEY : key.length);
            if (key != null) {
                data.write(key);
            }
            data.writeUTF(message.topic());
            data.writeInt(message.partition());
            data.writeLong(message.offset());
            data.writeInt(routed.origin().index());
            data.write(converter.fromConnectData(row.topic(), row.schema(), row.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public RoutedRow decode(byte[] bytes, Headers headers) {
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String topic = data.readUTF();
            int length = data.readInt();
            byte[] key = length == NO_KEY ? null : data.readNBytes(length);
            Message.Position message = new Message.Position(data.readUTF(), data.readInt(), data.readLong());
            RoutedRow.Origin origin = new RoutedRow.Origin(message, data.readInt());
            SchemaAndValue value = converter.toConnectData(topic, data.readAllBytes());
            return new RoutedRow(
                    new OutputRow(topic, key, value.schema(), Objects.requireNonNull(value.value())), headers, origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
