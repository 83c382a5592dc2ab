// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** Two fields of a row have the same name, so one of them would be lost. */
public final class SameNameException extends DataException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 200;

    private final String name;

    public SameNameException(String name) {
        super(message(name, "one named, one included by *", "give the named one another name with as"));
        this.name = name;
    }

    /** The name of both fields. */
    public String name() {
        return name;
    }

    /**
     * The same problem with the places of both fields in JSON.
     *
     * @param paths of the fields; possibly equal
     */
    public DataException at(List<String> paths) {
        List<String> shown =
                paths.stream().distinct().map(SameNameException::shown).toList();
        String places = shown.size() == 1 ? shown.get(0) + " twice" : String.join(" and ", shown);
        return new DataException(message(
                name,
                places,
                "give one another name (with as in the option fields, with alias in a parser document of taosX), or set"
                        + " another flatten.delimiter"));
    }

    private static String message(String name, String places, String advice) {
        return "Expected each field once, found two fields " + shown(name) + " (" + places
                + "), of which one would be lost; " + advice;
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
