// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.version2;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Records the answers of a real server for {@link RecordedServer}: lines in pairs, a statement and the answer of
 * {@code /rest/sqlt}. The argument is the file to write; the server is that of {@code TDENGINE2_URL}.
 */
public final class AnswerRecorder {
    /** Where the answers are. */
    static final String FILE = "answers.txt";

    /** Stands for any statement with a wrong password. */
    static final String WRONG_PASSWORD = "WRONG PASSWORD";

    /** Answers every statement that was not recorded. */
    static final String NO_TABLE = "SELECT * FROM `no_database`.`no_table`";

    private static final String PASSWORD_ANSWER =
            "{\"status\":\"error\",\"code\":3,\"desc\":\"Authentication failure\"}";

    private AnswerRecorder() {}

    /** Records. */
    public static void main(String[] args) throws IOException {
        try (Version2Server server = Version2Server.start();
                PrintStream out =
                        new PrintStream(Files.newOutputStream(Path.of(args[0])), false, StandardCharsets.UTF_8)) {
            String version =
                    server.query("SELECT SERVER_VERSION()").get(0).get(0).asText();
            out.println("# Answers of TDengine " + version + " through taosAdapter, by AnswerRecorder.");
            Version2Data.PRECISIONS.forEach(server::database);
            for (String sql : List.of(
                    "SELECT SERVER_VERSION()",
                    "SELECT SERVER_STATUS()",
                    "SHOW DATABASES",
                    "SHOW `no_database`.TABLES",
                    "SHOW `no_database`.STABLES",
                    NO_TABLE)) {
                record(server, sql, out);
            }
            for (String precision : Version2Data.PRECISIONS) {
                Version2Data.questions(precision).forEach(sql -> record(server, sql, out));
            }
            out.println(WRONG_PASSWORD);
            out.println(PASSWORD_ANSWER);
        }
    }

    private static void record(Version2Server server, String sql, PrintStream out) {
        out.println(sql);
        out.println(server.ask(sql));
    }
}
