// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.opcua.OpcuaSourceConnector;
import io.tdconnect.opcua.layout.PointFile;
import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.node.NodeList;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.record.RecordOptions;
import io.tdconnect.opcua.record.ValueConverter;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/** Values of an OPC UA server, converted to records, and lists of points. */
final class OpcuaFuzz {
    private static final List<String> NODES = List.of(
            "ns=2;i=2::DSF1312,ns=2;i=3::DSF1313",
            "ns=2;s=a::b::C,i=85,nsu=http://plant.example/;s=Line1.Temperature,\"ns=2;s=a,\"\"b\"\"\"::Q",
            "path=/2:Line1/2:Temperature,nsu=http://plant.example/;path=/Line1/Temperature::T,ns=3;b=AQID,ns=4;g="
                    + "09087e75-8e5e-499b-954f-f2a9603db28a");
    private static final List<String> FILES = List.of(
            """
            point_id,enabled,stable,tbname,value_col,type,tag::VARCHAR(64)::name
            ns=2;i=2,1,m,t,val,DOUBLE,"a,""b"
            ns=2;i=3,0,m,t,val,i32,x
            """,
            "\uFEFFpoint_id,stable,tbname,value_transform,quality_col,ts_col\r\n\"ns=2;s=a\",opc_{type},t_{ns}_a.b,"
                    + "val*1.8 + 32,q,t\r\n\r\n");
    private static final List<String> PIECES = List.of(
            "ns=2;", "i=2", "s=", "g=", "b=", "nsu=", "path=/", "::", ",", "\"", "\"\"", ";", "&", "/", "2:", " ", "é",
            "=", "\n");

    // Of the client library.
    private static final int LONGEST_NAME = 512;

    private OpcuaFuzz() {}

    /** All targets. */
    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.with("opcua.values", OpcuaFuzz::values, ConnectException.class),
                FuzzTarget.of("opcua.nodes", OpcuaFuzz::nodes, IllegalArgumentException.class),
                FuzzTarget.of("opcua.points", OpcuaFuzz::points, IllegalArgumentException.class));
    }

    private static FuzzTarget.Code values() {
        ValueConverter[] converters = {
            converter(Map.of()), converter(Map.of("arrays", "json")), converter(Map.of("arrays", "columns"))
        };
        List<Point> points = NodeList.parse("ns=2;i=2::a,ns=2;i=3::b");
        for (ValueConverter converter : converters) {
            converter.connected(new KnownPoints(points, Map.of(), KnownPoints.NONE.values()));
        }
        ReadPosition.SourceOffset position = new ReadPosition.SourceOffset(Map.of("server", "plc"), Map.of("time", 1L));
        return in -> {
            Variant variant = new Variant(any(in));
            Instant time =
                    Instant.ofEpochSecond(in.oneIn(4) ? in.random().nextInt() : 1_700_000_000, in.below(1_000_000_000));
            DataValue value = new DataValue(
                    variant,
                    in.oneIn(4) ? new StatusCode(in.random().nextInt()) : StatusCode.GOOD,
                    in.oneIn(8) ? new DateTime(in.random().nextLong()) : new DateTime(time),
                    in.oneIn(8) ? null : new DateTime(time));
            in.one(converters).convert(List.of(new Reading(in.one(points), value, Instant.EPOCH)), position);
        };
    }

    private static ValueConverter converter(Map<String, String> options) {
        Map<String, String> properties = new HashMap<>(
                Map.of("endpoint.url", "opc.tcp://127.0.0.1:4840", "nodes", "ns=2;i=2::a", "on.error", "fail"));
        properties.putAll(options);
        return new ValueConverter(
                RecordOptions.from(new AbstractConfig(new OpcuaSourceConnector().config(), properties, false)),
                new OpcuaMetrics());
    }

    private static @Nullable Object any(FuzzInputs in) {
        int spec = in.below(20);
        return switch (in.below(6)) {
            case 0 -> array(in, spec);
            case 1 -> in.oneIn(4) ? matrix(in, spec) : single(in, spec);
            case 2 -> {
                Variant[] variants = new Variant[in.count(4, 16)];
                for (int i = 0; i < variants.length; i++) {
                    variants[i] = new Variant(in.oneIn(4) ? array(in, in.below(20)) : single(in, in.below(20)));
                }
                yield variants;
            }
            default -> single(in, spec);
        };
    }

    private static Object array(FuzzInputs in, int spec) {
        Class<?> type = single(in, spec).getClass();
        Object array = Array.newInstance(type, in.count(5, 16));
        for (int i = 0; i < Array.getLength(array); i++) {
            Object element = in.oneIn(8) ? null : single(in, spec);
            Array.set(array, i, type.isInstance(element) ? element : null);
        }
        return array;
    }

    private static Object matrix(FuzzInputs in, int spec) {
        Class<?> type = single(in, spec).getClass();
        Object matrix = Array.newInstance(type, in.below(4), in.below(4), 2);
        for (int i = 0; i < Array.getLength(matrix); i++) {
            Object rows = Array.get(matrix, i);
            for (int j = 0; j < Array.getLength(rows); j++) {
                Object element = single(in, spec);
                Array.set(Array.get(rows, j), 0, type.isInstance(element) ? element : null);
            }
        }
        return new Matrix(matrix);
    }

    private static Object single(FuzzInputs in, int spec) {
        return switch (spec) {
            case 0 -> in.oneIn(2);
            case 1 -> (byte) in.below(256);
            case 2 -> UByte.valueOf(in.below(256));
            case 3 -> (short) in.below(65_536);
            case 4 -> UShort.valueOf(in.below(65_536));
            case 5 -> in.random().nextInt();
            case 6 -> UInteger.valueOf(in.random().nextInt() & 0xffffffffL);
            case 7 -> in.random().nextLong();
            case 8 -> ULong.valueOf(in.random().nextLong());
            case 9 -> Float.intBitsToFloat(in.random().nextInt());
            case 10 -> Double.longBitsToDouble(in.random().nextLong());
            case 11 -> new DateTime(in.random().nextLong());
            case 12 -> new UUID(in.random().nextLong(), 1);
            case 13 -> ByteString.of(in.bytes(64));
            case 14 -> new XmlElement(in.text());
            case 15 -> new NodeId(in.below(5), in.name());
            case 16 -> ExpandedNodeId.of("urn:" + in.name(), in.name());
            case 17 -> {
                String name = in.name();
                yield new QualifiedName(in.below(5), name.substring(0, Math.min(name.length(), LONGEST_NAME)));
            }
            case 18 -> in.one(new LocalizedText("en", in.text()), LocalizedText.NULL_VALUE);
            default ->
                in.oneIn(3) ? ExtensionObject.of(ByteString.of(in.bytes(40)), new NodeId(0, in.below(900))) : in.text();
        };
    }

    private static void nodes(FuzzInputs in) {
        String text = in.oneIn(2) ? in.pieces(PIECES, in.count(20, 4)) : in.damaged(in.one(NODES));
        NodeList.text(NodeList.parse(text));
    }

    private static void points(FuzzInputs in) {
        StringBuilder text = new StringBuilder(in.damaged(in.one(FILES)));
        for (int i = in.count(3, 30); i > 0; i--) {
            text.append("ns=2;i=").append(100 + i).append(",1,m,t").append(i).append(",v,INT,x\n");
        }
        PointFile.points(text.append(in.oneIn(3) ? in.pieces(PIECES, in.count(10, 4)) : "")
                .append('\n')
                .toString());
    }
}
