// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.tdengine.source.subscription.SubscriptionFailureMessages;
import io.tdconnect.tdengine.tmq.TmqMessage;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where vgroups begin, with a consumer that refuses requests like TDengine 3.3.7. */
class VgroupsTest {
    private static final String TOPIC = "t";
    private static final Vgroup TWO = new Vgroup(TOPIC, 2);
    private static final Vgroup THREE = new Vgroup(TOPIC, 3);

    private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    private final RefusingConsumer plain = new RefusingConsumer(false);
    private final RefusingConsumer withSnapshot = new RefusingConsumer(true);
    private Vgroups vgroups = vgroups(GapOptions.GapPolicy.FAIL);

    @BeforeEach
    void walOfTwoVgroups() {
        for (RefusingConsumer consumer : List.of(plain, withSnapshot)) {
            consumer.wal(2, 0, 100);
            consumer.wal(3, 0, 100);
        }
    }

    @Test
    void aSnapshotIsReadFromItsFirstMessageOnAndThenTheWal() throws Exception {
        vgroups.subscribedWithSnapshot(withSnapshot);

        assertThat(accept(2, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN)).isTrue();
        assertThat(accept(2, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN)).isTrue();
        assertThat(vgroups.snapshots()).containsExactly(TWO);
        assertThat(vgroups.checkWal(TOPIC)).as("no lag is known").isZero();
        assertThat(accept(2, 50, 51)).isTrue();

        assertThat(vgroups.snapshots()).isEmpty();
        assertThat(vgroups.reached(TWO)).hasValue(51);
        assertThat(withSnapshot.seeks).isEmpty();
    }

    @Test
    void aVgroupWithoutRowsIsReadFromItsFirstMessageOfTheWal() throws Exception {
        vgroups.subscribedWithSnapshot(withSnapshot);
        accept(2, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN);

        assertThat(accept(3, 7, 8)).isTrue();

        assertThat(vgroups.reached(THREE)).hasValue(8);
    }

    @Test
    void theEndOfASnapshotIsAPositionAlsoWithoutANewRow() throws Exception {
        vgroups.subscribedWithSnapshot(withSnapshot);
        accept(2, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN);

        vgroups.advance(TWO, 60);

        assertThat(vgroups.snapshots()).isEmpty();
        assertThat(vgroups.withPosition(TOPIC, Set.of(2, 3))).containsExactly(2);
    }

    @Test
    void aConsumerBeforeTheOneWithASnapshotSetsWhatTheGroupHasRight() throws Exception {
        offsets.put(new Vgroup(TOPIC, 2).partition(), WalPosition.offset(40));
        plain.committed.put(2, 30L);

        assertThat(vgroups.withPosition(TOPIC, Set.of(2, 3))).containsExactly(2);
        vgroups.subscribed(plain, List.of(TOPIC));
        vgroups.subscribedWithSnapshot(withSnapshot);

        assertThat(plain.committed).as("vgroup 3 begins at a snapshot").containsExactly(Map.entry(2, 40L));
        assertThat(accept(2, 40, 41)).isTrue();
        assertThat(accept(3, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN)).isTrue();
        assertThat(withSnapshot.seeks).isEmpty();
    }

    @Test
    void aGapIsNotHiddenByThePositionOfTheGroup() throws Exception {
        offsets.put(new Vgroup(TOPIC, 2).partition(), WalPosition.offset(40));
        plain.wal(2, 60, 100);
        vgroups = vgroups(GapOptions.GapPolicy.FILL);

        vgroups.subscribed(plain, List.of(TOPIC));
        vgroups.subscribedWithSnapshot(withSnapshot);

        assertThat(vgroups.gaps()).containsExactly(new Vgroups.Gap(TWO, 40, 60, null));
        assertThat(plain.committed).isEmpty();
    }

    @Test
    void aSnapshotOfRowsThatKafkaHasIsPassedOverAndTheWalReadFromTheStoredPosition() throws Exception {
        offsets.put(new Vgroup(TOPIC, 2).partition(), WalPosition.offset(40));
        vgroups.subscribedWithSnapshot(withSnapshot);

        assertThat(accept(2, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN)).isFalse();
        assertThat(accept(2, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN)).isFalse();
        assertThat(accept(2, 90, 91)).as("41 to 89 were in the snapshot").isFalse();

        assertThat(withSnapshot.seeks).containsExactly("2:40");
        assertThat(accept(2, 40, 41)).isTrue();
    }

    @Test
    void aSnapshotThatBeginsAgainForAVgroupWithAPositionIsPassedOver() throws Exception {
        vgroups.subscribedWithSnapshot(withSnapshot);
        accept(2, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN);
        accept(2, 50, 51);

        assertThat(accept(2, TmqMessage.UNKNOWN, TmqMessage.UNKNOWN))
                .as("the group gave the vgroup away and back")
                .isFalse();
        assertThat(accept(2, 80, 81)).isFalse();

        assertThat(withSnapshot.seeks).containsExactly("2:51");
    }

    @Test
    void aVgroupThatAnotherTaskHadIsSoughtToWhatKafkaHas() throws Exception {
        vgroups.subscribedWithSnapshot(withSnapshot);
        offsets.put(new Vgroup(TOPIC, 2).partition(), WalPosition.offset(40));

        assertThat(accept(2, 30, 31)).as("behind").isFalse();

        assertThat(withSnapshot.seeks).containsExactly("2:40");
        assertThat(accept(2, 40, 41)).isTrue();
    }

    @Test
    void aGroupThatMovedOnOverWhatIsNotOfTheTopicIsNotSoughtBack() throws Exception {
        vgroups.subscribedWithSnapshot(withSnapshot);
        offsets.put(new Vgroup(TOPIC, 2).partition(), WalPosition.offset(40));

        assertThat(accept(2, 70, 71)).isFalse();

        assertThat(withSnapshot.seeks).containsExactly("2:70");
    }

    @Test
    void aPositionThatTheWalLostMakesTheSubscriptionBeginAnew() {
        vgroups.subscribedWithSnapshot(withSnapshot);
        offsets.put(new Vgroup(TOPIC, 2).partition(), WalPosition.offset(40));
        withSnapshot.wal(2, 60, 100);

        assertThatThrownBy(() -> accept(2, 30, 61))
                .hasMessageContaining("0x4007")
                .satisfies(failure -> assertThat(SubscriptionFailureMessages.text((SQLException) failure))
                        .isNull());
    }

    @Test
    void aSnapshotMeetsATakeOverWithoutLosingItsFirstMessage() throws Exception {
        // All vgroups had a position when the task began, so its consumer reads no snapshot.
        vgroups.subscribed(plain, List.of(TOPIC));

        assertThat(accept(3, 0, 1)).as("a vgroup that is new to the topic").isTrue();
    }

    private boolean accept(int vgroup, long begin, long next) throws Exception {
        withSnapshot.sent(vgroup, next);
        TmqMessage message = new TmqMessage(TOPIC, "d", vgroup, begin, next, List.of(), List.of());
        boolean accepted = vgroups.accept(message);
        if (accepted) {
            vgroups.messageRead(message);
        }
        return accepted;
    }

    private Vgroups vgroups(GapOptions.GapPolicy onGap) {
        return new Vgroups(
                StoredOffsets.of(Map.of(), offsets).offsetStorageReader(),
                new StartRule(Map.of(), StartOptions.StartFrom.EARLIEST, onGap),
                true,
                new SubscriptionMetrics());
    }

    @Test
    void aFreshConsumerWithoutASnapshotStillBeginsAtTheStartRule() throws Exception {
        vgroups = new Vgroups(
                StoredOffsets.of(Map.of(), offsets).offsetStorageReader(),
                new StartRule(Map.of(3, 20L), StartOptions.StartFrom.LATEST, GapOptions.GapPolicy.FAIL),
                false,
                new SubscriptionMetrics());

        vgroups.subscribed(plain, List.of(TOPIC));

        assertThat(plain.seeks).containsExactlyInAnyOrder("2:100", "3:20");
        assertThat(vgroups.reached(TWO)).isEqualTo(OptionalLong.of(100));
    }
}
