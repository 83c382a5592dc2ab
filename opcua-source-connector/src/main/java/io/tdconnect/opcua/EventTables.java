// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.template.Template;
import java.util.List;

/** Where the rows of events go. */
record EventTables(Template stable, Template table, List<TagColumn> tags) {}
