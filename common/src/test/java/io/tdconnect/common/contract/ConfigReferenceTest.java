// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
    private static final ConfigDef DEFINITION = new Options()
            .group("Connection")
            .required("url", Type.STRING, "Address of the server.")
            .validator(Validators.uri("tcp"))
            .group("Rows")
            .optional("batch.rows", Type.INT, 10, "Rows at once.")
            .validator(Validators.between(1, 100))
            .optional("tags", Type.LIST, List.of("a", "b"), "Fields that are tags.")
            .group("Connection")
            .optional("password", Type.PASSWORD, null, "Password.")
            .build();

    private static final String EXPECTED = """
                        ## Sample

                        Class: `x.Sample`

                        ### Connection

                        #### `url`

                        Address of the server.

                        - Type: string
                        - Default: none, **required**
                        - Valid values: URI tcp://host
                        - Importance: high

                        #### `password`

                        Password.

                        - Type: password
                        - Default: none
                        - Importance: medium

                        ### Rows

                        #### `batch.rows`

                        Rows at once.

                        - Type: int
                        - Default: `10`
                        - Valid values: [1, …, 100]
                        - Importance: medium

                        #### `tags`

                        Fields that are tags.

                        - Type: list
                        - Default: `a,b`
                        - Importance: medium
                        """;

    @Test
    void rendersGroupsAndOptions() {
        assertThat(ConfigReference.section("Sample", List.of("x.Sample"), DEFINITION))
                .isEqualTo(EXPECTED);
    }

    @Test
    void replacesOneSectionAndKeepsTheOthers() {
        String first = ConfigReference.withSection("", "page", "## B\n\nold\n");
        String both = ConfigReference.withSection(first, "page", "## A\n\na\n");
        String updated = ConfigReference.withSection(both, "page", "## B\n\nnew\n");

        assertThat(updated).endsWith("-->\n\n## A\n\na\n\n## B\n\nnew\n").doesNotContain("old");
        assertThat(ConfigReference.withSection(updated, "page", "## B\n\nnew\n"))
                .isEqualTo(updated);
        assertThat(ConfigReference.sectionOf(updated, "## A\n").trim()).isEqualTo("## A\n\na");
        assertThat(ConfigReference.sectionOf(updated, "## C\n")).isEmpty();
    }
}
