// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Completes configurations of pages, which never have the secrets of a task. */
@FunctionalInterface
public interface SecretSource {
    /**
     * A complete configuration.
     *
     * @param config without the options that are null
     * @param sent as the page has sent it: null stands for a secret that is set
     * @param task whose secrets are meant; empty for none
     */
    Map<String, String> filled(Map<String, String> config, JsonNode sent, String task) throws InterruptedException;
}
