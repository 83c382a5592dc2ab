// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.console.Console;
import io.tdconnect.console.http.PasswordFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The web console for a Connect cluster, beside it. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Opens a web console for the tasks of a Connect cluster: create, check, preview, watch. For clusters whose"
                        + " workers do not have it as an extension.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tdconnect console --connect http://127.0.0.1:8083 --bootstrap 127.0.0.1:9092",
            "  tdconnect console --add-user anna >> users.txt",
            "  tdconnect console --connect http://connect:8083 --listen http://0.0.0.0:8086 --auth basic --users users.txt",
            "",
            "Exit status: 0 ended by SIGTERM or Ctrl-C; 1 failed; 2 wrong arguments."
        })
final class ConsoleCommand implements Callable<Integer> {
    private static final int WRONG_ARGUMENTS = 2;

    @Option(
            names = "--connect",
            paramLabel = "URL",
            description = "Connect's REST API, with user and password if it asks for them")
    private @Nullable String connect;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka cluster of the workers, for lags, samples, dead letters and offsets by time")
    private @Nullable String bootstrap;

    @Option(
            names = "--listen",
            paramLabel = "URL",
            description = "Where the console listens (default: http://127.0.0.1:8086)")
    private @Nullable String listen;

    @Option(
            names = "--auth",
            paramLabel = "WAY",
            description = "Who is let in: none (only on 127.0.0.1), basic, proxy-header (default: none)")
    private @Nullable String auth;

    @Option(names = "--users", paramLabel = "FILE", description = "Users for --auth basic")
    private @Nullable String users;

    @Option(names = "--read-only", description = "Show and check, change nothing")
    private boolean readOnly;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Another option of the console, such as tls.certificate=server.pem; see docs/console.md")
    private Map<String, String> more = new HashMap<>();

    @Option(
            names = "--add-user",
            paramLabel = "NAME",
            description = "Reads a password and prints the line of this user for --users")
    private @Nullable String addUser;

    @Mixin
    private LogOptions log = new LogOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConsoleCommand() {}

    @Override
    public Integer call() throws Exception {
        if (addUser != null) {
            return line(addUser);
        }
        if (connect == null) {
            spec.commandLine().getErr().println("Expected --connect with the URL of a Connect worker, found none");
            return WRONG_ARGUMENTS;
        }
        log.apply(null);
        try (Console console = Console.start(options())) {
            spec.commandLine().getOut().println("The console is at " + console.url() + " (Ctrl-C ends it)");
            spec.commandLine().getOut().flush();
            CountDownLatch stopped = new CountDownLatch(1);
            try (StopSignal signal = new StopSignal(stopped::countDown)) {
                stopped.await();
            }
            return 0;
        } catch (ConfigException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return WRONG_ARGUMENTS;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("The console cannot listen at " + listen + " (--listen): " + Causes.text(e));
            return 1;
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>(more);
        options.put("connect.url", String.valueOf(connect));
        put(options, "bootstrap.servers", bootstrap);
        put(options, "listeners", listen);
        put(options, "auth", auth);
        put(options, "users", users);
        options.put("read.only", String.valueOf(readOnly));
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /** From a terminal the password is not shown. */
    private int line(String name) throws IOException {
        if (!name.matches("[^:\\p{Cntrl}#][^:\\p{Cntrl}]*")) {
            spec.commandLine().getErr().println("--add-user: expected a name without colons, found another one");
            return WRONG_ARGUMENTS;
        }
        char[] password;
        // The script says whether there is a terminal; some versions of Java have a console without one.
        java.io.Console terminal = Boolean.getBoolean("tdconnect.terminal") ? System.console() : null;
        if (terminal == null) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String typed = in.readLine();
            password = typed == null ? new char[0] : typed.toCharArray();
        } else {
            password = terminal.readPassword("Password of %s: ", name);
        }
        if (password == null || password.length == 0) {
            spec.commandLine().getErr().println("--add-user: expected a password, found none");
            return WRONG_ARGUMENTS;
        }
        spec.commandLine().getOut().println(PasswordFile.line(name, password));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
