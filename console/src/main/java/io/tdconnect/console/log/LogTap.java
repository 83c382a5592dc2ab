// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.log;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears warnings of the log. Workers have log4j 2 (Kafka 4) or reload4j (before), which plugins cannot link, so both are reached
 * by reflection: an appender is an interface in both.
 */
final class LogTap {
    private static final Logger log = LoggerFactory.getLogger(LogTap.class);
    private static final String CONTEXT = "connector.context";

    private LogTap() {}

    /** Receives what is logged; called by the thread that logs. */
    @FunctionalInterface
    interface Listener {
        /**
         * A warning or an error.
         *
         * @param context of Connect; null outside of connectors
         */
        void note(String level, @Nullable String context, String message);
    }

    /** Listens until it is closed; null if the log is another one. */
    static @Nullable AutoCloseable open(Listener listener) {
        Object factory = LoggerFactory.getILoggerFactory();
        ClassLoader loader = factory.getClass().getClassLoader();
        boolean second = factory.getClass().getName().startsWith("org.apache.logging.");
        try {
            return second ? ofLog4j2(loader, listener) : ofReload4j(loader, listener);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            log.info(
                    "Warnings of the log are not shown as events of tasks, since the log is neither that of log4j 2 nor of"
                            + " reload4j: {}",
                    e.toString());
            return null;
        }
    }

    private static AutoCloseable ofLog4j2(ClassLoader loader, Listener listener) throws ReflectiveOperationException {
        String core = "org.apache.logging.log4j.core.";
        Class<?> appenderType = loader.loadClass(core + "Appender");
        Class<?> levelType = loader.loadClass("org.apache.logging.log4j.Level");
        Class<?> eventType = loader.loadClass(core + "LogEvent");
        Method level = eventType.getMethod("getLevel");
        Method message = eventType.getMethod("getMessage");
        Method text =
                loader.loadClass("org.apache.logging.log4j.message.Message").getMethod("getFormattedMessage");
        Method data = eventType.getMethod("getContextData");
        Method value = loader.loadClass("org.apache.logging.log4j.util.ReadOnlyStringMap")
                .getMethod("getValue", String.class);
        Object appender = appender(
                appenderType,
                "append",
                event -> listener.note(
                        String.valueOf(level.invoke(event)),
                        (String) value.invoke(data.invoke(event), CONTEXT),
                        String.valueOf(text.invoke(message.invoke(event)))));
        Object root = root(loader, core);
        root.getClass()
                .getMethod("addAppender", appenderType, levelType, loader.loadClass(core + "Filter"))
                .invoke(root, appender, levelType.getField("WARN").get(null), null);
        return () -> root.getClass().getMethod("removeAppender", String.class).invoke(root, appender.toString());
    }

    private static Object root(ClassLoader loader, String core) throws ReflectiveOperationException {
        Object context = loader.loadClass("org.apache.logging.log4j.LogManager")
                .getMethod("getContext", boolean.class)
                .invoke(null, false);
        Object configuration = loader.loadClass(core + "LoggerContext")
                .getMethod("getConfiguration")
                .invoke(context);
        return loader.loadClass(core + "config.Configuration")
                .getMethod("getRootLogger")
                .invoke(configuration);
    }

    private static AutoCloseable ofReload4j(ClassLoader loader, Listener listener) throws ReflectiveOperationException {
        String root = "org.apache.log4j.";
        Class<?> appenderType = loader.loadClass(root + "Appender");
        Class<?> eventType = loader.loadClass(root + "spi.LoggingEvent");
        Method level = eventType.getMethod("getLevel");
        Method severity = loader.loadClass(root + "Priority").getMethod("toInt");
        Method text = eventType.getMethod("getRenderedMessage");
        Method context = eventType.getMethod("getMDC", String.class);
        int warn =
                (int) loader.loadClass(root + "Priority").getField("WARN_INT").get(null);
        Object appender = appender(appenderType, "doAppend", event -> {
            Object found = level.invoke(event);
            if ((int) severity.invoke(found) >= warn) {
                listener.note(
                        String.valueOf(found),
                        (String) context.invoke(event, CONTEXT),
                        String.valueOf(text.invoke(event)));
            }
        });
        Object logger =
                loader.loadClass(root + "Logger").getMethod("getRootLogger").invoke(null);
        Class<?> category = loader.loadClass(root + "Category");
        category.getMethod("addAppender", appenderType).invoke(logger, appender);
        return () -> category.getMethod("removeAppender", appenderType).invoke(logger, appender);
    }

    /** Takes an event of the log. */
    @FunctionalInterface
    private interface Reader {
        void read(Object event) throws ReflectiveOperationException;
    }

    private static Object appender(Class<?> type, String append, Reader reader) {
        Object self = new Object();
        InvocationHandler calls = (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals(append)) {
                try {
                    reader.read(arguments[0]);
                } catch (ReflectiveOperationException | RuntimeException e) {
                    // Whoever logs must not fail because of this.
                    log.debug("A message cannot be read", e);
                }
                return null;
            }
            return switch (name) {
                case "getName", "toString" -> name(self);
                case "hashCode" -> self.hashCode();
                case "equals" -> proxy == arguments[0];
                case "isStarted", "ignoreExceptions" -> true;
                case "isStopped", "requiresLayout" -> false;
                default -> null;
            };
        };
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls);
    }

    /** Two consoles of a process have two names. */
    private static String name(Object appender) {
        return "tdconnect-console-" + System.identityHashCode(appender);
    }
}
