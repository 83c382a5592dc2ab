// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips the integration tests of a build with {@code -Pdocker} if no container can be started, and reports it in one
 * line for the whole build. JUnit finds it by the services file, which it reads only in that profile.
 */
public final class DockerCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean integrationTest = context.getTestClass()
                .filter(test -> test.getName().matches(".*IT(\\$.*)?"))
                .isPresent();
        Optional<String> problem = integrationTest && Docker.wanted() ? Docker.problem() : Optional.empty();
        if (problem.isEmpty()) {
            return ConditionEvaluationResult.enabled("no container is needed, or one can be started");
        }
        String line = "Docker is not available: " + problem.get() + "; integration tests are skipped";
        if (firstOfThisBuild()) {
            System.out.println(line);
        }
        return ConditionEvaluationResult.disabled(line);
    }

    // Each module has its own JVM, so a file marks the build.
    private static boolean firstOfThisBuild() {
        Path told = Path.of(
                System.getProperty("tdconnect.root"),
                "target",
                "docker-told-" + System.getProperty("tdconnect.build").replaceAll("\\W", ""));
        try {
            Files.createDirectories(told.getParent());
            Files.createFile(told);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
