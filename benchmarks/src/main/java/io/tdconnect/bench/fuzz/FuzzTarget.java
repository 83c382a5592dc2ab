// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import java.util.List;
import java.util.function.Supplier;

/**
 * Code that reads what comes from outside.
 *
 * @param name of the kind of input
 * @param refusals what the code may throw for an input that it refuses
 * @param code made once for all inputs, so that what it remembers of them is seen
 */
public record FuzzTarget(String name, List<Class<? extends Exception>> refusals, Supplier<Code> code) {
    /** Reads one input. */
    @FunctionalInterface
    public interface Code {
        /** Makes an input and hands it over. */
        void run(FuzzInputs in) throws Exception;
    }

    /** A target whose code is the same for all inputs and remembers none. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    public static FuzzTarget of(String name, Code code, Class<? extends Exception>... refusals) {
        return new FuzzTarget(name, List.of(refusals), () -> code);
    }

    /** A target whose code remembers inputs. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    public static FuzzTarget with(String name, Supplier<Code> code, Class<? extends Exception>... refusals) {
        return new FuzzTarget(name, List.of(refusals), code);
    }

    boolean isRefusal(Throwable thrown) {
        return refusals.stream().anyMatch(type -> type.isInstance(thrown));
    }
}
