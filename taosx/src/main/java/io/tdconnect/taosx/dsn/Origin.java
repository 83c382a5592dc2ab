// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import io.tdconnect.taosx.dsn.Dsn.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the address of a DSN is found again in a configuration.
 *
 * @param isPath whether a path follows the driver
 * @param address option with the hosts or the path
 * @param user option; empty for a driver without login
 * @param password option
 * @param scheme driver and protocol
 * @param objectOf what follows the hosts
 */
public record Origin(
        boolean isPath,
        String address,
        String user,
        String password,
        Function<Map<String, String>, String> scheme,
        Function<Map<String, String>, String> objectOf) {
    /** Of a driver without connector. */
    public static final Origin NONE = new Origin(false, "", "", "", config -> "", config -> "");

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:[^/?@]*://)?([a-zA-Z0-9_][a-zA-Z0-9_.-]*|\\[[0-9a-fA-F:.]+])(?::([0-9]{1,5}))?(?:[/?].*)?");
    private static final HostPort UNKNOWN = new HostPort("localhost", null);

    /** Of a driver whose hosts are in one option. */
    public static Origin ofHosts(String address, Function<Map<String, String>, String> scheme) {
        return new Origin(false, address, "", "", scheme, config -> "");
    }

    /** Of a driver of files. */
    public static Origin ofPath(String driver, String option) {
        return new Origin(true, option, "", "", config -> driver, config -> config.getOrDefault(option, ""));
    }

    /** The same with the options of a login. */
    public Origin login(String userOption, String passwordOption) {
        return new Origin(isPath, address, userOption, passwordOption, scheme, objectOf);
    }

    /** The same with an object. */
    public Origin object(Function<Map<String, String>, String> object) {
        return new Origin(isPath, address, user, password, scheme, object);
    }

    /** The hosts; localhost if the option has another form, which then has to be said beside the DSN. */
    public List<HostPort> hosts(Map<String, String> config) {
        if (isPath) {
            return List.of();
        }
        List<HostPort> hosts = new ArrayList<>();
        for (String each : config.getOrDefault(address, "").split(",", -1)) {
            Matcher parts = ADDRESS.matcher(each.strip());
            if (!parts.matches()) {
                return List.of(UNKNOWN);
            }
            int port = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
            hosts.add(new HostPort(parts.group(1), port < 1 || port > 65_535 ? null : port));
        }
        return hosts;
    }

    /** Who logs in. */
    public Login login(Map<String, String> config) {
        return new Login(filled(config.get(user)), filled(config.get(password)));
    }

    /** What follows the host of an address, without the slash. */
    public static String path(String address) {
        int slash = address.indexOf('/', address.indexOf("://") + 3);
        return slash < 0 ? "" : address.substring(slash + 1).replace("%20", " ");
    }

    private static @Nullable String filled(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
