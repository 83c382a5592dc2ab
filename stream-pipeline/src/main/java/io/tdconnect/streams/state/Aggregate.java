// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.tdconnect.streams.config.WindowColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** The values of a field in a window, as JSON in a store. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Aggregate {
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private @Nullable BigDecimal min;
    private @Nullable BigDecimal max;
    private @Nullable Object first;
    private long firstTime;
    private @Nullable Object last;
    private long lastTime;

    /**
     * Adds a value.
     *
     * @param number the value, if it is a number
     * @param time of the row, ns since the start of the window
     */
    void add(Object value, @Nullable BigDecimal number, long time) {
        if (count == 0 || time < firstTime) {
            first = value;
            firstTime = time;
        }
        if (count == 0 || time >= lastTime) {
            last = value;
            lastTime = time;
        }
        count++;
        if (number != null) {
            // More digits than a sum of doubles needs, but a limit, so that the state does not grow.
            sum = sum.add(number, MathContext.DECIMAL128);
            min = min == null ? number : min.min(number);
            max = max == null ? number : max.max(number);
        }
    }

    @Nullable
    Object result(WindowColumn.Function function) {
        return switch (function) {
            case FIRST -> first;
            case LAST -> last;
            case MIN -> min;
            case MAX -> max;
            case SUM -> count == 0 ? null : (Object) sum.doubleValue();
            case AVG ->
                count == 0
                        ? null
                        : (Object) sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
                                .doubleValue();
            case COUNT -> count;
        };
    }
}
