// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.row;

import io.tdconnect.common.transform.TransformConfig;
import io.tdconnect.streams.message.BadMessageCause;
import io.tdconnect.streams.message.BadMessageException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** A configured transform with its name; not for use by several threads. */
public record Stage(String name, Transformation<SinkRecord> transform) {
    private static final String OUR_PACKAGE = "io.tdconnect.transforms.";

    /**
     * A new stage for one thread.
     *
     * @throws ConfigException if it cannot be created; the message names stage and option
     */
    public static Stage of(TransformConfig config) {
        @SuppressWarnings("unchecked") // Transforms work on records of sources and sinks alike.
        Transformation<SinkRecord> transform = config.instance(
                Transformation.class,
                className(config.type()),
                "a transform of tdconnect such as ParseJson, or a class with its package such as"
                        + " org.apache.kafka.connect.transforms.HoistField$Value");
        config.requireKnown(transform.config());
        config.configure(transform, transform.config());
        return new Stage(config.name(), transform);
    }

    /** A name without a package is one of our transforms, in its variant for values if it has one. */
    private static String className(String type) {
        if (type.indexOf('.') >= 0) {
            return type;
        }
        String ofValues = OUR_PACKAGE + type + "$Value";
        try {
            return Class.forName(ofValues).getName();
        } catch (ClassNotFoundException e) {
            return OUR_PACKAGE + type;
        }
    }

    /**
     * The message after the transform, null if the transform drops it.
     *
     * @throws BadMessageException if the transform refuses the message
     */
    @Nullable
    SinkRecord apply(SinkRecord message) {
        try {
            return transform.apply(message);
        } catch (RuntimeException e) {
            throw new BadMessageException(
                    e instanceof DataException ? BadMessageCause.REFUSED : BadMessageCause.STAGE_FAILED,
                    "TRANSFORMATION",
                    name,
                    transform.getClass(),
                    e);
        }
    }
}
