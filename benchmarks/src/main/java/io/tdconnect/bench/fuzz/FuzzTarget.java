// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import java.util.List;
import java.util.function.Supplier;

/**
 * Code that reads external data.
 *
 * @param name of the kind of input
 * @param refusals exceptions that the code may throw for an input that it refuses
 * @param code created once for all inputs, so that memory it keeps is noticed
 */
record FuzzTarget(String name, List<Class<? extends Exception>> refusals, Supplier<Code> code) {
    /** Reads one input. */
    @FunctionalInterface
    interface Code {
        /** Creates an input and lets the code read it. */
        void run(FuzzInputs in) throws Exception;
    }

    /** A target whose code keeps no state. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    static FuzzTarget of(String name, Code code, Class<? extends Exception>... refusals) {
        return new FuzzTarget(name, List.of(refusals), () -> code);
    }

    /** A target whose code keeps state between inputs. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    static FuzzTarget with(String name, Supplier<Code> code, Class<? extends Exception>... refusals) {
        return new FuzzTarget(name, List.of(refusals), code);
    }

    boolean isRefusal(Throwable thrown) {
        return refusals.stream().anyMatch(type -> type.isInstance(thrown));
    }
}
