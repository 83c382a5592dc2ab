// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The emulator answers the statements that a TDengine 3.3.7 was asked through the driver as that one did. */
class DriverAnswersTest {
    private static final int SHOWN_ROWS = 3;

    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void useTheZoneOfTheServerThatWasAsked() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zone);
    }

    private record Asked(String sql, String answer) {}

    @Test
    void answersAsTheServerDid() throws Exception {
        Session session = new Engine(Release.V3_3_7).login("root", "taosdata", null);
        List<String> differences = new ArrayList<>();
        List<Asked> statements = statements();
        for (Asked asked : statements) {
            String answer = answer(session, asked.sql);
            if (!same(answer, asked.answer)) {
                differences.add(asked.sql + "\n  expected " + asked.answer + "\n  answered " + answer);
            }
        }

        assertThat(differences).isEmpty();
        assertThat(statements).hasSizeGreaterThan(70);
    }

    private static boolean same(String answer, String expected) {
        return answer.replaceAll("=[0-9-]+ [0-9:.]+", "=*").equals(expected) || answer.equals(expected);
    }

    private static List<Asked> statements() throws IOException {
        List<Asked> statements = new ArrayList<>();
        String sql = "";
        for (String line : lines()) {
            int label = line.indexOf(" :: ");
            if (label < 0) {
                String more = line.strip();
                String answer = more.startsWith("-> code=")
                        ? more.replaceFirst("-> code=", "!! ")
                                .replaceFirst("msg=TDengine ERROR \\(0x[0-9a-f]+\\): ", "")
                        : statements.remove(statements.size() - 1).answer + " / " + more;
                statements.add(new Asked(sql, answer));
            } else if (line.startsWith("ERR")) {
                sql = line.substring(label + 4);
            } else {
                int answer = line.lastIndexOf(" -> ");
                sql = line.substring(label + 4, answer);
                statements.add(new Asked(sql, line.substring(answer + 4).strip()));
            }
        }
        return statements;
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = DriverAnswersTest.class.getResourceAsStream("statements-3.3.7.txt")) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static String answer(Session session, String sql) {
        try {
            Result result = session.execute(sql);
            return result instanceof Result.Updated updated
                    ? "affected=" + updated.affectedRows()
                    : text(((Result.Rows) result).resultSet());
        } catch (TdengineException e) {
            return "!! 0x" + Integer.toHexString(e.code()) + " " + e.text();
        }
    }

    private static String text(ResultSet result) {
        StringBuilder text = new StringBuilder("rows=" + result.rows().size());
        for (int row = 0; row < Math.min(SHOWN_ROWS, result.rows().size()); row++) {
            text.append(row == 0 ? " " : " / ");
            @Nullable Object[] cells = result.rows().get(row);
            for (int i = 0; i < cells.length; i++) {
                Column column = result.columns().get(i);
                String name = column.type() == ColumnType.VARCHAR
                        ? "BINARY"
                        : column.type().sqlName();
                text.append(i == 0 ? "" : " ")
                        .append(column.name())
                        .append(':')
                        .append(name)
                        .append('=')
                        .append(cell(cells[i], column.type()))
                        .append(" |");
            }
        }
        return text.toString();
    }

    private static String cell(@Nullable Object cell, ColumnType type) {
        if (cell instanceof byte[]) {
            return "bytes";
        }
        return type == ColumnType.TIMESTAMP && cell != null
                ? new Timestamp((Long) cell).toString()
                : String.valueOf(cell);
    }
}
