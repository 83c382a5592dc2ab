// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** A transform that drops or refuses multiples of a number, or asks for other tries first. */
public final class Drop<R extends ConnectRecord<R>> implements Transformation<R> {
    private long multiple;
    private boolean refuse;
    private long tries;

    @Override
    public void configure(Map<String, ?> configs) {
        multiple = Long.parseLong(String.valueOf(configs.get("multiple")));
        refuse = Boolean.parseBoolean(String.valueOf(configs.get("refuse")));
        tries = configs.containsKey("tries") ? Long.parseLong(String.valueOf(configs.get("tries"))) : 0;
    }

    @Override
    public @Nullable R apply(R message) {
        message.headers().addString("seen", "once");
        if ((Long) message.value() % multiple != 0) {
            return message;
        }
        if (tries > 0) {
            tries--;
            throw new RetriableException("not yet");
        }
        if (refuse) {
            throw new DataException("Expected no multiple of " + multiple);
        }
        return null;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define("multiple", ConfigDef.Type.LONG, ConfigDef.Importance.HIGH, "")
                .define("tries", ConfigDef.Type.LONG, 0, ConfigDef.Importance.LOW, "")
                .define("refuse", ConfigDef.Type.BOOLEAN, false, ConfigDef.Importance.LOW, "");
    }

    @Override
    public void close() {}
}
