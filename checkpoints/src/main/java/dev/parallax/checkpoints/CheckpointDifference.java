package dev.parallax.checkpoints;

import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.query.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened between two checkpoints.
 *
 * @param before the earlier one
 * @param after the later one
 * @param sources what was read, by source
 * @param partitions how many records were read, by partition of the log; none if the job is no pipeline's
 * @param commits what the triggers between them did, as far as that is still known; none if the job is no query's
 */
public record CheckpointDifference(
        CheckpointContents before,
        CheckpointContents after,
        List<SourceChange> sources,
        List<PartitionChange> partitions,
        List<Commit> commits) {
    /**
     * A partition of the log.
     *
     * @param number from 0
     * @param before its log clock in the earlier checkpoint
     * @param after its log clock in the later one
     */
    public record PartitionChange(int number, PartitionClock before, PartitionClock after) {
        /** How many records were read. */
        public long records() {
            return after.records() - before.records();
        }
    }

    /**
     * Compares two checkpoints, whichever is named first.
     *
     * @throws UnreadableCheckpoint if one of them cannot be read
     */
    public static CheckpointDifference between(
            CheckpointDirectory directory, CheckpointContents one, CheckpointContents other) {
        boolean inOrder = one.number() <= other.number();
        CheckpointContents before = inOrder ? one : other;
        CheckpointContents after = inOrder ? other : one;
        ReadSoFar then = ReadSoFar.of(before);
        ReadSoFar now = ReadSoFar.of(after);
        return new CheckpointDifference(
                before,
                after,
                SourceChange.between(then.sources(), now.sources()),
                partitions(then.clocks(), now.clocks()),
                commits(directory, before.number(), after.number()));
    }

    private static List<PartitionChange> partitions(List<PartitionClock> before, List<PartitionClock> after) {
        Map<Integer, PartitionClock> then = new TreeMap<>();
        before.forEach(clock -> then.put(clock.partition(), clock));
        List<PartitionChange> changes = new ArrayList<>();
        for (PartitionClock clock : after) {
            PartitionClock earlier = then.getOrDefault(clock.partition(), PartitionClock.unset(clock.partition()));
            changes.add(new PartitionChange(clock.partition(), earlier, clock));
        }
        return changes;
    }

    private static List<Commit> commits(CheckpointDirectory directory, long after, long upTo) {
        return directory.commits().stream()
                .flatMap(log -> log.triggers().stream()
                        .filter(trigger -> trigger > after && trigger <= upTo)
                        .flatMap(trigger -> log.read(trigger).stream()))
                .toList();
    }
}
