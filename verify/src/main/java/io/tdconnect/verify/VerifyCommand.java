// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import io.tdconnect.common.config.ConfigVariables;
import io.tdconnect.taosx.MappedTask;
import io.tdconnect.taosx.TaosxException;
import io.tdconnect.taosx.TaosxTask;
import io.tdconnect.taosx.TaskMapping;
import io.tdconnect.verify.plan.Depth;
import io.tdconnect.verify.report.JsonReport;
import io.tdconnect.verify.report.Outcome;
import io.tdconnect.verify.report.TextReport;
import io.tdconnect.verify.side.SideException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves that a copy of InfluxDB or TDengine in TDengine is complete, or shows what differs. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compares a copy in TDengine with the InfluxDB or TDengine that was copied, table by table and window by"
                        + " window, and lists the rows that differ. Ends with status 0 if they are equal, 1 if they are not, 2 if"
                        + " an argument is wrong or a server cannot be reached.",
        footer = {
            "",
            "Examples:",
            "  tdconnect verify -f 'influxdb+http://influx:8086/?bucket=plant&beginTime=2023-01-01T00:00:00Z&endTime=2024-01-01T00:00:00Z' \\",
            "      -t 'taos+ws://root:taosdata@td:6041/plant'",
            "  tdconnect verify -f 'taos+ws://td1:6041/power' -t 'taos+ws://td2:6041/power' -T rename-table:prefix:eu_ --json",
            "  tdconnect verify --source influx.json --sink sink.json --tables 'cpu,mem_*' --from 2023-06-01T00:00:00Z"
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final int WRONG = 2;
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(5);

    @Option(names = "-f", paramLabel = "DSN", description = "What was copied, the same DSN as of the copy")
    private @Nullable String source;

    @Option(names = "-t", paramLabel = "DSN", description = "The copy, the same DSN as of the copy")
    private @Nullable String target;

    @Option(
            names = {"-T", "--transform"},
            paramLabel = "RULE",
            description = "Renamings and added tags of the copy, as in run")
    private List<String> transforms = new ArrayList<>();

    @Option(
            names = {"-p", "--parser"},
            hidden = true)
    private @Nullable String parser;

    @Option(
            names = "--source",
            paramLabel = "FILE",
            description = "Configuration of the source connector of the copy, JSON, instead of -f")
    private @Nullable Path sourceFile;

    @Option(
            names = "--sink",
            paramLabel = "FILE",
            description = "Configuration of the TDengine sink of the copy, JSON, instead of -t")
    private @Nullable Path sinkFile;

    @Option(
            names = "--tables",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Tables, supertables or measurements by their name in the source or target; * stands for any text"
                            + " (default: all that the source reads)")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First time, with a zone or in s, ms, us or ns since 1970 (default: the first row)")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description =
                    "Time after the last one (default: a minute before now, so that rows that are being written do not"
                            + " differ)")
    private @Nullable String to;

    @Option(
            names = "--quick",
            description = "Compare only what the servers compute; see docs/verify.md for what that cannot find")
    private boolean quick;

    @Option(names = "--rows", description = "Compare hashes of all rows, even where servers compute enough")
    private boolean rows;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "Windows that are compared at the same time (default: ${DEFAULT-VALUE})")
    private int jobs = 2;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Differences that are listed (default: ${DEFAULT-VALUE})")
    private int limit = 100;

    @Option(names = "--json", description = "One JSON object instead of text")
    private boolean json;

    @Option(names = "-v", description = "A line for each table; with --json its rows, too")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final AtomicLong nextProgress = new AtomicLong(System.nanoTime() + BETWEEN_PROGRESS.toNanos());

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Outcome outcome = new Verification(request(), this::progress).run();
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? JsonReport.of(outcome, verbose) + "\n" : TextReport.of(outcome, verbose));
            out.flush();
            return outcome.findings().equal() ? 0 : 1;
        } catch (KafkaException | IllegalArgumentException | SideException | TaosxException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("cannot read " + e.getMessage());
        }
        err.flush();
        return WRONG;
    }

    private VerifyRequest request() throws IOException {
        if (parser != null) {
            throw new IllegalArgumentException(
                    "-p: expected none, since a parser can send each row elsewhere; found one."
                            + " verify follows copies of InfluxDB and TDengine, with -T");
        }
        if (quick && rows) {
            throw new IllegalArgumentException("expected --quick or --rows, found both");
        }
        require(jobs >= 1 && jobs <= 64, "-j: expected 1 to 64, found " + jobs);
        require(limit >= 0, "--limit: expected 0 or more, found " + limit);
        Connectors connectors = connectors();
        Instant first = from == null ? null : Verification.parse(from, "--from");
        Instant end = to == null
                ? Instant.now().minus(MARGIN).truncatedTo(ChronoUnit.SECONDS)
                : Verification.parse(to, "--to");
        require(
                first == null || first.isBefore(end),
                "--to: expected a time after --from (default: a minute before now)");
        return new VerifyRequest(
                withoutVariables("-f", connectors.source()),
                withoutVariables("-t", connectors.sink()),
                tables,
                first,
                end,
                rows ? Depth.ROWS : quick ? Depth.QUICK : Depth.COMPLETE,
                jobs,
                limit);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The configurations of the two connectors. */
    private record Connectors(Map<String, String> source, Map<String, String> sink) {}

    private Connectors connectors() throws IOException {
        if (sourceFile != null && sinkFile != null) {
            require(
                    source == null && target == null && transforms.isEmpty(),
                    "expected -f, -t and -T, or --source and --sink, whose configurations contain the transforms,"
                            + " found both");
            return new Connectors(ConfigurationFile.read(sourceFile), ConfigurationFile.read(sinkFile));
        }
        if (source == null || target == null || sourceFile != null || sinkFile != null) {
            throw new IllegalArgumentException(
                    "expected -f and -t, or --source and --sink; --help shows all options and examples");
        }
        MappedTask mapped = TaskMapping.map(new TaosxTask(source, target, null, transforms, 0));
        return new Connectors(mapped.source(), mapped.sink());
    }

    private static Map<String, String> withoutVariables(String side, Map<String, String> config) {
        ConfigVariables replaced = ConfigVariables.replacedIn(config);
        require(
                replaced.problems().isEmpty(),
                replaced.problems().entrySet().stream()
                        .map(problem -> side + ": " + problem.getKey() + ": " + problem.getValue())
                        .collect(Collectors.joining("\n")));
        return replaced.config();
    }

    private void progress(double share, long compared) {
        long now = System.nanoTime();
        long next = nextProgress.get();
        if (now - next >= 0 && nextProgress.compareAndSet(next, now + BETWEEN_PROGRESS.toNanos())) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(String.format(Locale.ROOT, "verify: %.0f %%, %,d rows compared", share * 100, compared));
            err.flush();
        }
    }
}
