package dev.parallax.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final Allowance allowance = new Allowance(3);

    private int useAll() {
        int used = 0;
        while (!allowance.isUsedUp()) {
            allowance.use();
            used++;
        }
        return used;
    }

    @Test
    void isRenewedByACompletedCheckpointOnly() {
        assertThat(useAll()).isEqualTo(3);
        allowance.barrier(1);
        assertThat(useAll()).isZero();
        allowance.completed(1);
        assertThat(useAll()).isEqualTo(3);
    }

    @Test
    void whatLeavesBehindTheBarrierCountsForTheNextCheckpoint() {
        allowance.use();
        allowance.barrier(1);
        allowance.use();
        allowance.completed(1);

        assertThat(useAll()).isEqualTo(2);
    }

    @Test
    void aCheckpointThatCameToNothingLeavesItAsItWas() {
        allowance.use();
        allowance.barrier(1);
        allowance.use();
        allowance.barrier(2);
        allowance.use();
        allowance.completed(2);

        assertThat(useAll()).isEqualTo(2);
    }

    @Test
    void checkpointsMayBeCompletedOneAfterTheOther() {
        allowance.use();
        allowance.barrier(1);
        allowance.use();
        allowance.barrier(2);
        allowance.completed(1);
        allowance.completed(2);

        assertThat(useAll()).isEqualTo(3);
    }

    @Test
    void withoutALimitItIsNeverUsedUp() {
        Allowance unlimited = new Allowance(Allowance.UNLIMITED);
        unlimited.use();
        unlimited.barrier(1);
        unlimited.completed(1);

        assertThat(unlimited.isUsedUp()).isFalse();
    }
}
