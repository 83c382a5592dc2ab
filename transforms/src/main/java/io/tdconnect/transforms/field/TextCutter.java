// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a text into pieces. */
public interface TextCutter {
    /** Names of the pieces. */
    List<String> pieces();

    /** The pieces of a text, null for missing pieces; null if the text does not match. */
    @Nullable
    String @Nullable [] cut(String text);
}
