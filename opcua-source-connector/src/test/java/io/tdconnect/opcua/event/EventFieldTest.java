// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFieldTest {
    @ParameterizedTest
    @CsvSource({
        "EventId, EventId, event_id, VARCHAR",
        "ActiveState/Id::active, ActiveState/Id, active, BOOL",
        "AckedState/Id, AckedState/Id, acked_state_id, BOOL",
        "Severity, Severity, severity, SMALLINT_UNSIGNED",
        "2:Batch/2:Number::batch::INT, 2:Batch/2:Number, batch, INT",
        "2:Batch/2:OrderNumber, 2:Batch/2:OrderNumber, batch_order_number,",
        "nsu=urn:plant;path=/Batch/OrderNumber, nsu=urn:plant;path=/Batch/OrderNumber, batch_order_number,",
        "Message::::NCHAR(200), Message, message, NCHAR",
    })
    void aTextNamesPathColumnAndType(String text, String path, String column, String type) {
        EventField field = EventField.parse(text);

        assertThat(field.path()).isEqualTo(path);
        assertThat(field.column()).isEqualTo(column);
        assertThat(field.spec() == null ? null : field.spec().type().name()).isEqualTo(type);
    }

    @Test
    void aPathWithoutNamesIsRefused() {
        assertThatThrownBy(() -> EventField.parse("/Id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected PATH");
    }

    @Test
    void columnsNeedDifferentNames() {
        assertThatThrownBy(() -> EventLayout.of(List.of(EventField.parse("Time::ts"))))
                .hasMessageContaining("found a second ts");
        assertThatThrownBy(
                        () -> EventLayout.of(List.of(EventField.parse("Message::a"), EventField.parse("Comment::a"))))
                .hasMessageContaining("found a second a");
    }
}
