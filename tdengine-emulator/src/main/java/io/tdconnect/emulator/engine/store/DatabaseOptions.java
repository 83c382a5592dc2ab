// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options of a database, including those that are only displayed. */
public final class DatabaseOptions {
    private static final long MINUTES_A_DAY = 1440;
    private static final long MAX_KEEP_MINUTES = 525_600_000;
    private static final List<String> PRECISIONS = List.of("ms", "us", "ns");

    private final Map<String, String> values = new HashMap<>();
    private long walRetentionSeconds = 3600;
    private int vgroups = 2;
    private long keepMinutes = 3650 * MINUTES_A_DAY;

    public DatabaseOptions(Map<String, List<String>> options) throws TdengineException {
        Map<String, String> defaults = Map.ofEntries(
                Map.entry("buffer", "256"),
                Map.entry("cachesize", "1"),
                Map.entry("cachemodel", "none"),
                Map.entry("comp", "2"),
                Map.entry("duration", "10d"),
                Map.entry("wal_fsync_period", "3000"),
                Map.entry("maxrows", "4096"),
                Map.entry("minrows", "100"),
                Map.entry("stt_trigger", "2"),
                Map.entry("keep", "3650d,3650d,3650d"),
                Map.entry("pages", "256"),
                Map.entry("pagesize", "4"),
                Map.entry("precision", "ms"),
                Map.entry("replica", "1"),
                Map.entry("wal_level", "1"),
                Map.entry("vgroups", "2"),
                Map.entry("wal_retention_period", "3600"),
                Map.entry("wal_retention_size", "0"),
                Map.entry("single_stable", "0"),
                Map.entry("table_prefix", "0"),
                Map.entry("table_suffix", "0"),
                Map.entry("tsdb_pagesize", "4"));
        values.putAll(defaults);
        alter(options);
    }

    public void alter(Map<String, List<String>> options) throws TdengineException {
        for (Map.Entry<String, List<String>> option : options.entrySet()) {
            switch (option.getKey()) {
                case "keep" -> keep(option.getValue());
                case "precision" -> precision(option.getValue().get(0));
                case "wal_retention_period" -> {
                    walRetentionSeconds =
                            number(option.getKey(), option.getValue().get(0));
                    values.put(option.getKey(), option.getValue().get(0));
                }
                case "vgroups" -> {
                    vgroups = (int) number(option.getKey(), option.getValue().get(0));
                    values.put(option.getKey(), option.getValue().get(0));
                }
                default -> values.put(option.getKey(), String.join(",", option.getValue()));
            }
        }
    }

    private void precision(String text) throws TdengineException {
        if (!PRECISIONS.contains(text.toLowerCase(Locale.ROOT))) {
            throw new TdengineException(0x2619, "Invalid option precision: " + text);
        }
        values.put("precision", text.toLowerCase(Locale.ROOT));
    }

    private static long number(String option, String text) throws TdengineException {
        try {
            long number = Long.parseLong(text);
            if (number < (option.equals("vgroups") ? 1 : -1)
                    || number > (option.equals("vgroups") ? 1024 : Integer.MAX_VALUE)) {
                throw new TdengineException(0x2619, "Invalid option " + option + ": " + text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new TdengineException(0x2619, "Invalid option " + option + ": " + text);
        }
    }

    private void keep(List<String> texts) throws TdengineException {
        StringBuilder shown = new StringBuilder();
        long minutes = 0;
        for (int i = 0; i < 3; i++) {
            String text = texts.get(Math.min(i, texts.size() - 1));
            minutes = minutes(text);
            if (minutes < MINUTES_A_DAY || minutes > MAX_KEEP_MINUTES) {
                throw new TdengineException(
                        0x2619,
                        "Invalid option keep: " + text + ", " + text + ", " + text
                                + " valid range: [1440m, 525600000m]");
            }
            shown.append(i == 0 ? "" : ",").append(days(minutes));
        }
        keepMinutes = minutes;
        values.put("keep", shown.toString());
    }

    private static String days(long minutes) {
        return minutes % MINUTES_A_DAY == 0 ? minutes / MINUTES_A_DAY + "d" : minutes + "m";
    }

    private static long minutes(String text) throws TdengineException {
        char unit = Character.toLowerCase(text.charAt(text.length() - 1));
        boolean bare = Character.isDigit(unit);
        try {
            long amount = Long.parseLong(bare ? text : text.substring(0, text.length() - 1));
            return switch (bare ? 'd' : unit) {
                case 'm' -> amount;
                case 'h' -> amount * 60;
                default -> amount * MINUTES_A_DAY;
            };
        } catch (NumberFormatException e) {
            throw new TdengineException(0x2619, "Invalid option keep: " + text);
        }
    }

    public String shown(String option) {
        return values.getOrDefault(option, "");
    }

    /** How long logs are kept; 0 means not at all, less means without limit. */
    long walRetentionSeconds() {
        return walRetentionSeconds;
    }

    public int vgroups() {
        return vgroups;
    }

    /** 0 ms, 1 us, 2 ns. */
    public int precision() {
        return PRECISIONS.indexOf(shown("precision"));
    }

    public long ticksPerSecond() {
        return ticksPerSecond(precision());
    }

    public static long ticksPerSecond(int precision) {
        return precision == 0 ? 1_000L : precision == 1 ? 1_000_000L : 1_000_000_000L;
    }

    /** The oldest time that may be written. */
    long oldest(long nowMillis) {
        long millis = nowMillis - keepMinutes * 60_000;
        long factor = ticksPerSecond() / 1000;
        return millis < Long.MIN_VALUE / factor ? Long.MIN_VALUE : millis * factor;
    }
}
