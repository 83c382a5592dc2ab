// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.taosx.MappedTask;
import io.tdconnect.taosx.TaosxException;
import io.tdconnect.taosx.TaosxTask;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether both sides of a task can be reached and used. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Connects to both sides of a task without moving anything, and says for each what is wrong: the name, the"
                        + " port, TLS, the login, a privilege, a missing object, or another service than the expected one.",
        footerHeading = "%nExample:%n",
        footer = {
            "  tdconnect check -f 'mqtt://127.0.0.1:1883?topics=meters/+::1&client_id=td' -t taos://127.0.0.1:6041/test",
            "",
            "Exit status: 0 both can be used; 1 one cannot; 2 wrong arguments."
        })
final class CheckCommand implements Callable<Integer> {
    private static final int WRONG_ARGUMENTS = 2;
    private static final String ANY_PARSER =
            "{\"parse\":{\"value\":{\"json\":\"\"}},\"model\":{\"name\":\"t\",\"using\":\"m\",\"columns\":[\"ts\"],\"tags\":[]}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private TaskOptions task = new TaskOptions();

    @Option(names = "--json", order = 80, description = "A JSON object for each side")
    private boolean json;

    @Mixin
    private LogOptions log = new LogOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CheckCommand() {}

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            MappedTask mapped = mapped(task.task());
            log.apply(mapped.hints().logLevel());
            mapped.notes().forEach(note -> err.println("Note: " + note));
            boolean from =
                    show("from", task.from(), mapped.source(), mapped.hints().sourcePlaces());
            boolean to = show("to", task.to(), mapped.sink(), mapped.hints().sinkPlaces());
            return from && to ? 0 : 1;
        } catch (TaosxException e) {
            err.println(e.getMessage());
            return WRONG_ARGUMENTS;
        }
    }

    /** A parser changes nothing about the connections, so it need not be given. */
    private static MappedTask mapped(TaosxTask task) {
        try {
            return SingleTable.mapped(task);
        } catch (TaosxException e) {
            if (task.parser() != null
                    || !e.problems().stream()
                            .allMatch(problem -> problem.place().equals("parser"))) {
                throw e;
            }
            return SingleTable.mapped(
                    new TaosxTask(task.from(), task.to(), ANY_PARSER, task.transforms(), task.jobs(), task.options()));
        }
    }

    private boolean show(String side, String dsn, Map<String, String> config, Map<String, String> places) {
        long start = System.nanoTime();
        List<ConnectorCheck.Problem> problems = ConnectorCheck.problems(ConnectorCheck.patient(config));
        long millis = (System.nanoTime() - start) / 1_000_000;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(line(side, dsn, problems, millis));
        } else {
            out.println(side + " " + TaskName.hidden(dsn) + ": " + (problems.isEmpty() ? "ok" : "not usable") + " ("
                    + millis + " ms)");
            problems.forEach(problem -> out.println("  " + problem.text(places)));
        }
        out.flush();
        return problems.isEmpty();
    }

    private static String line(String side, String dsn, List<ConnectorCheck.Problem> problems, long millis) {
        ObjectNode line = JSON.createObjectNode();
        line.put("side", side);
        line.put("dsn", TaskName.hidden(dsn));
        line.put("ok", problems.isEmpty());
        line.put("ms", millis);
        ArrayNode list = line.putArray("problems");
        problems.forEach(
                problem -> list.addObject().put("option", problem.option()).put("message", problem.message()));
        return line.toString();
    }
}
