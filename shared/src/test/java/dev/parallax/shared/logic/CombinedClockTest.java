package dev.parallax.shared.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parallax.shared.model.PartitionClock;
import org.junit.jupiter.api.Test;

class CombinedClockTest {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long IDLE_AFTER = 100;

    @Test
    void showsNothingBeforeAnyPartitionIsHeardOf() {
        assertThat(byEventTime(2, CombinedClock.NEVER_IDLE).time()).isEqualTo(UNKNOWN);
        assertThat(byEventTime(2, IDLE_AFTER).time()).isEqualTo(UNKNOWN);
    }

    @Test
    void showsTheTimeOfTheOnlyPartition() {
        CombinedClock clock = byEventTime(1, CombinedClock.NEVER_IDLE);

        clock.hear(reading(0, 1, 1000, 970));

        assertThat(clock.time()).isEqualTo(970);
    }

    @Test
    void aPartitionNotYetHeardOfHoldsEverythingBack() {
        CombinedClock clock = byEventTime(3, CombinedClock.NEVER_IDLE);

        clock.hear(reading(0, 1, 1000, 970));
        clock.hear(reading(2, 9, 9_000_000, 8_000_000));

        assertThat(clock.time()).isEqualTo(UNKNOWN);
    }

    @Test
    void showsTheTimeThatEveryPartitionHasReached() {
        CombinedClock clock = byEventTime(3, CombinedClock.NEVER_IDLE);

        clock.hear(reading(2, 1, 1000, 970));
        clock.hear(reading(0, 1, 1000, 950));
        clock.hear(reading(1, 1, 1000, 990));

        assertThat(clock.time()).isEqualTo(950);
    }

    @Test
    void aPartitionWithoutAnEventHoldsEverythingBack() {
        CombinedClock clock = byEventTime(2, CombinedClock.NEVER_IDLE);

        clock.hear(reading(0, 1, 1000, 970));
        clock.hear(reading(1, 5, 1000, UNKNOWN));

        assertThat(clock.time()).isEqualTo(UNKNOWN);
    }

    @Test
    void anOlderReadingChangesNothing() {
        CombinedClock clock = byEventTime(1, CombinedClock.NEVER_IDLE);

        clock.hear(reading(0, 7, 1000, 970));
        clock.hear(reading(0, 6, 900, 870));

        assertThat(clock.time()).isEqualTo(970);
        assertThat(clock.readings()).containsExactly(reading(0, 7, 1000, 970));
    }

    @Test
    void combinesTheHandThatItIsAskedFor() {
        CombinedClock clock = new CombinedClock(2, CombinedClock.NEVER_IDLE, PartitionClock::ingest);

        clock.hear(reading(0, 1, 1000, 10));
        clock.hear(reading(1, 1, 1100, 20));

        assertThat(clock.time()).isEqualTo(1000);
    }

    @Test
    void leavesOutAPartitionThatIsSilentForLongerThanTheIdleTime() {
        CombinedClock clock = byEventTime(2, IDLE_AFTER);

        clock.hear(reading(0, 1, 1000, 950));
        clock.hear(reading(1, 1, 1100, 1050));
        assertThat(clock.time()).as("silent for exactly the idle time").isEqualTo(950);

        clock.hear(reading(1, 2, 1101, 1051));
        assertThat(clock.time()).isEqualTo(1051);
    }

    @Test
    void waitsAgainForAPartitionThatResumes() {
        CombinedClock clock = byEventTime(2, IDLE_AFTER);
        clock.hear(reading(0, 1, 1000, 950));
        clock.hear(reading(1, 1, 5000, 4950));

        clock.hear(reading(0, 2, 5001, 960));

        assertThat(clock.time()).isEqualTo(960);
    }

    @Test
    void leavesOutAPartitionNeverHeardOfOnceTheOthersAreTheIdleTimeFurtherThanTheBegin() {
        CombinedClock clock = byEventTime(2, IDLE_AFTER);

        clock.hear(reading(1, 1, 1000, 950));
        assertThat(clock.time()).isEqualTo(UNKNOWN);

        clock.hear(new PartitionClock(1, 9, 1000, 1100, 1050, 9, 0, 0, 0));
        assertThat(clock.time()).as("exactly the idle time").isEqualTo(UNKNOWN);

        clock.hear(new PartitionClock(1, 10, 1000, 1101, 1051, 10, 0, 0, 0));
        assertThat(clock.time()).isEqualTo(1051);
    }

    @Test
    void neverLeavesOutAPartitionByDefaultHoweverLongItIsSilent() {
        CombinedClock clock = byEventTime(2, CombinedClock.NEVER_IDLE);

        clock.hear(reading(0, 1, 0, 0));
        clock.hear(reading(1, 1, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2));

        assertThat(clock.time()).isZero();
    }

    @Test
    void doesNotWaitForAPartitionThatHasEnded() {
        CombinedClock clock = byEventTime(3, CombinedClock.NEVER_IDLE);
        clock.hear(reading(0, 1, 1000, 970));
        clock.hear(reading(2, 1, 1000, 990));

        clock.end(1);
        assertThat(clock.time()).as("nothing ever came from the one that ended").isEqualTo(970);

        clock.end(0);
        assertThat(clock.time()).isEqualTo(990);
    }

    @Test
    void showsTheTimeThatAllHadReachedWhenAllHaveEnded() {
        CombinedClock clock = byEventTime(2, CombinedClock.NEVER_IDLE);
        clock.hear(reading(0, 1, 1000, 970));
        clock.hear(reading(1, 1, 1000, 990));

        clock.end(0);
        clock.end(1);

        assertThat(clock.time()).isEqualTo(970);
    }

    @Test
    void listsTheReadingsByPartition() {
        CombinedClock clock = byEventTime(3, CombinedClock.NEVER_IDLE);

        clock.hear(reading(2, 1, 1, 1));
        clock.hear(reading(0, 1, 1, 1));

        assertThat(clock.readings()).containsExactly(reading(0, 1, 1, 1), reading(2, 1, 1, 1));
    }

    @Test
    void refusesAPartitionThatTheLogWasSaidNotToHave() {
        CombinedClock clock = byEventTime(2, CombinedClock.NEVER_IDLE);

        assertThatIllegalStateException()
                .isThrownBy(() -> clock.hear(reading(2, 1, 1, 1)))
                .withMessageContaining("2 partitions")
                .withMessageContaining("partition 2");
    }

    private static CombinedClock byEventTime(int partitions, long idleAfter) {
        return new CombinedClock(partitions, idleAfter, PartitionClock::event);
    }

    /** A partition all of whose records so far came at one time. */
    private static PartitionClock reading(int partition, long nextOffset, long ingest, long event) {
        return new PartitionClock(partition, nextOffset, ingest, ingest, event, nextOffset, 0, 0, 0);
    }
}
