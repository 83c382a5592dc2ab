// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.tdconnect.emulator.engine.value.Release;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the emulator until the process ends. */
@Command(
        name = "tdengine-emulator",
        mixinStandardHelpOptions = true,
        description = "Runs a small in-memory emulator of TDengine on 127.0.0.1. It writes nothing to disk.")
public final class TdengineEmulatorCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "6041",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--user",
            defaultValue = TdengineEmulator.USER,
            description = "User that may log in (default: ${DEFAULT-VALUE})")
    private String user = TdengineEmulator.USER;

    @Option(
            names = "--password",
            defaultValue = TdengineEmulator.PASSWORD,
            description = "Password of the user (default: ${DEFAULT-VALUE})")
    private String password = TdengineEmulator.PASSWORD;

    @Option(
            names = "--imitate",
            defaultValue = "3.3.7",
            converter = ReleaseConverter.class,
            description = "TDengine to imitate, 3.3.5 or 3.3.7 (default: ${DEFAULT-VALUE})")
    private Release release = Release.V3_3_7;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TdengineEmulatorCommand() {}

    private static final class ReleaseConverter implements ITypeConverter<Release> {
        @Override
        public Release convert(String text) {
            return Release.of(text);
        }
    }

    /** Runs the command line. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new TdengineEmulatorCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (TdengineEmulator emulator = TdengineEmulator.start(port, user, password, release)) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "TDengine emulator: not a database, all data is in memory and is lost when it ends. It imitates TDengine %s.%n"
                                    + "Listening on 127.0.0.1:%d, user %s%s%n",
                            release,
                            emulator.port(),
                            user,
                            password.equals(TdengineEmulator.PASSWORD) ? ", password " + password : "")
                    .flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage() + ". Choose another with --port.");
            return 1;
        }
    }
}
