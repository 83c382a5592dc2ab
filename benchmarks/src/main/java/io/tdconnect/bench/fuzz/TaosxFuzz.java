// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.taosx.TaosxException;
import io.tdconnect.taosx.TaosxTask;
import io.tdconnect.taosx.TaskDocument;
import io.tdconnect.taosx.TaskMapping;
import java.util.ArrayList;
import java.util.List;

/** Command lines of taosX and tasks of its explorer, as users paste them. */
final class TaosxFuzz {
    private static final String PARSER = "{\"parse\":{\"payload\":{\"json\":\"\"}},\"model\":{\"name\":\"d\"}}";
    private static final List<String> SOURCES = List.of(
            "mqtt://u:p@h:1883?topics=a::1,b/+::0&version=5.0&keep_alive=60&ca=@/c",
            "influxdb+http://h:8086/?version=2.7&token=t==&bucket=b&beginTime=2023-06-01T00:00:00+0800&readWindow=M",
            "opcua://u:p@h:4840?ua.nodes=ns=2;i=2::A&opc_table_config={\"a\": [{\"b\": \"&}\"}]}",
            "tmq+ws://root:taosdata@h:6030/db1?group.id=g&timeout=never&offset=2:10",
            "taos://h/db1?mode=all&restro=10m&tables=@t",
            "kafka://a:1,b/?topics=t&fallback_offset=ByTime(1)&timeout=5000",
            "csv:./a.csv.gz?has_header=true&skip=1",
            "local:/dir",
            "opentsdb+http://h:4242/?metrics=a,b&beginTime=0",
            "pi://h/db");
    private static final List<String> TARGETS = List.of(
            "taos+wss://root:p%40ss@h:6041/db2?assert&token=t&failes-to=/f&batch-size=10",
            "taos:///db.t?update-tags", "local:./dir/");
    private static final List<String> TRANSFORMS = List.of(
            "rename-table:prefix:a_",
            "rename-child-table:replace_with_regex:^a(?<old>.*)::b_$old",
            "AddTag:a=b",
            "add-tag:a=b,c=d");
    private static final List<String> PIECES = List.of(
            "mqtt", "taos", "+ws", ":", "//", "/", "@", "?", "&", "=", "%", "%40", "%C3", "h", "[::1]", ":6041", ",",
            "{", "}", "[", "\"", "topics", "a", "#", " ", "\\", "-");

    private TaosxFuzz() {}

    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of("taosx.command", in -> TaskMapping.map(task(in)), TaosxException.class),
                FuzzTarget.of("taosx.document", in -> TaskDocument.read(document(in)), TaosxException.class));
    }

    private static TaosxTask task(FuzzInputs in) {
        List<String> transforms = new ArrayList<>();
        for (int i = in.oneIn(2) ? 0 : in.count(2, 20); i > 0; i--) {
            transforms.add(some(in, TRANSFORMS));
        }
        return new TaosxTask(
                some(in, SOURCES),
                some(in, TARGETS),
                in.oneIn(2) ? null : some(in, List.of(PARSER)),
                transforms,
                in.below(3));
    }

    private static String document(FuzzInputs in) {
        String text = "{\"from\": \"" + in.one(TARGETS) + "\", \"to\": \"local:/d\", \"parser\": " + PARSER
                + ", \"labels\": [\"a\"], \"from_json\": {\"type\": \"mqtt\", \"data\": {\"host\": \"h\", \"port\": \"1\"}}}";
        return in.oneIn(4) ? text : in.oneIn(2) ? in.damaged(text) : in.pieces(PIECES, in.count(8, 200));
    }

    /** A sample, often damaged, or pieces of one. */
    private static String some(FuzzInputs in, List<String> samples) {
        return switch (in.below(4)) {
            case 0 -> in.damaged(in.one(samples));
            case 1 -> in.pieces(PIECES, in.count(8, 200));
            default -> in.one(samples);
        };
    }
}
