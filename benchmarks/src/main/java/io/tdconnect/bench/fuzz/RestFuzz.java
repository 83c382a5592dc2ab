// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.tdengine.rest.RestAnswer;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of a gateway to statements by REST. */
final class RestFuzz {
    private static final List<String> ANSWERS = List.of(
            "{\"status\":\"succ\",\"head\":[\"ts\",\"v\"],\"column_meta\":[[\"ts\",9,8],[\"v\",4,4],[\"n\",10,16],[\"f\",6,4]],"
                    + "\"data\":[[1700000000123,1,\"x\",1.5],[1700000000124,null,\"\",3.4028235e38]],\"rows\":2}",
            "{\"code\":0,\"column_meta\":[[\"a\",\"VARCHAR\",16],[\"j\",\"JSON\",64],[\"u\",\"BIGINT UNSIGNED\",8]],"
                    + "\"data\":[[\"a\",{\"b\":[1,2]},18446744073709551615]],\"rows\":1}",
            "{\"status\":\"error\",\"code\":534,\"desc\":\"Syntax error\"}");

    private RestFuzz() {}

    /** All targets. */
    static List<FuzzTarget> targets() {
        return List.of(FuzzTarget.of("gateway.rest", RestFuzz::answer, IOException.class, SQLException.class));
    }

    private static void answer(FuzzInputs in) throws IOException, SQLException, InterruptedException {
        String text = in.oneIn(8) ? wide(in) : in.json(ANSWERS);
        RestAnswer.read(new StringReader(text), block -> {
            @Nullable Object[] cells = new Object[block.rows()];
            block.columns().forEach(column -> column.values(cells));
        });
    }

    /** Many columns or rows, with cells of right and wrong types. */
    private static String wide(FuzzInputs in) {
        int columns = in.count(5, 20);
        String column = "[\"c\"," + in.below(22) + ",8],";
        String cell = in.one(in.number(), "null", "\"" + in.name().replaceAll("[\\p{Cntrl}\"\\\\]", "") + "\"") + ",";
        String row = "["
                + cell.repeat(Math.min(columns, 1 + (1 << 20) / cell.length())).replaceAll(",$", "") + "],";
        return "{\"column_meta\":[" + column.repeat(columns).replaceAll(",$", "") + "],\"data\":["
                + row.repeat(Math.min(in.count(4, row.length()), (1 << 20) / row.length()))
                        .replaceAll(",$", "") + "]}";
    }
}
