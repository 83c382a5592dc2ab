// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The properties that every option of the suite must have. */
final class OptionRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*");
    private static final Pattern SECRET = Pattern.compile(".*(password|token|secret)|(.*\\.)?tls\\.key");

    private OptionRules() {}

    static List<String> problems(ConfigDef definition) {
        List<String> problems = new ArrayList<>();
        for (ConfigKey option : definition.configKeys().values()) {
            for (String problem : problems(option)) {
                problems.add(option.name + ": " + problem);
            }
        }
        return problems;
    }

    /** A configuration with nonsensical values for every option, and for an unknown one. */
    static Map<String, String> nonsense(ConfigDef definition) {
        Map<String, String> config = new HashMap<>();
        definition.names().forEach(name -> config.put(name, "{ nonsense, \n}} ://"));
        config.put("no.such.option", "");
        return config;
    }

    private static List<String> problems(ConfigKey option) {
        List<String> problems = new ArrayList<>();
        check(problems, NAME.matcher(option.name).matches(), "name is not lower case with dots");
        check(problems, !isBlank(option.documentation), "has no documentation");
        check(problems, !isBlank(option.group), "has no group");
        check(problems, option.orderInGroup > 0, "has no order");
        check(problems, option.width != Width.NONE, "has no width");
        check(problems, !isBlank(option.displayName), "has no display name");
        boolean freeText = option.type == Type.STRING || option.type == Type.PASSWORD;
        check(
                problems,
                freeText || option.hasDefault() || option.validator != null,
                "has neither validator nor default");
        boolean secret = SECRET.matcher(option.name).matches();
        check(problems, !secret || option.type == Type.PASSWORD, "holds a secret but is not of type PASSWORD");
        return problems;
    }

    private static void check(List<String> problems, boolean good, String problem) {
        if (!good) {
            problems.add(problem);
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
