package dev.parallax.comparison.diff;

import dev.parallax.architectures.ServedView;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was recorded about the rows of a served view: facts it left out as late, and copies it counted that the truth recognised. A row
 * is explained when these account for every fact by which it differs: {@code truth + repeated = served + late}.
 */
final class Evidence<A> {
    private final Map<RowKey, Long> late = new HashMap<>();
    private final Map<RowKey, Long> idle = new HashMap<>();
    private final Map<RowKey, Long> repeated = new HashMap<>();
    private final Set<LatePlace> latePlaces = new HashSet<>();
    private final long openFrom;

    private record LatePlace(RowKey row, Place place) {}

    private record Copies(RowKey row, String eventId) {}

    private record Part(Copies copies, int number) {}

    /** @param ledger what the truth recorded about repeated events */
    Evidence(List<RepeatedEvent<A>> ledger, ServedView<A> served) {
        openFrom = served.openFrom();
        for (LateContribution<A> contribution : served.late()) {
            RowKey row = new RowKey(contribution.key(), contribution.window());
            (contribution.idle() ? idle : late).merge(row, contribution.contributions(), Long::sum);
            latePlaces.add(new LatePlace(row, contribution.place()));
        }
        countRepeated(ledger, served.seams());
    }

    /**
     * The seams split the log into parts, in each of which copies are recognised. So what is counted of an event is its first copy in each
     * part, and each copy that was late; all of that but the copy that the truth counts too is repeated.
     */
    private void countRepeated(List<RepeatedEvent<A>> ledger, List<Cut> seams) {
        Map<Part, Place> counted = new HashMap<>();
        for (RepeatedEvent<A> event : ledger) {
            Copies copies = new Copies(new RowKey(event.key(), event.window()), event.eventId());
            for (Place place : List.of(event.first(), event.copy())) {
                if (!latePlaces.contains(new LatePlace(copies.row(), place))) {
                    counted.merge(
                            new Part(copies, part(place, seams)),
                            place,
                            (one, other) -> one.compareTo(other) <= 0 ? one : other);
                }
            }
        }
        for (RepeatedEvent<A> event : ledger) {
            Copies copies = new Copies(new RowKey(event.key(), event.window()), event.eventId());
            boolean counts = latePlaces.contains(new LatePlace(copies.row(), event.copy()))
                    || event.copy().equals(counted.get(new Part(copies, part(event.copy(), seams))));
            if (counts) {
                repeated.merge(copies.row(), event.contributions(), Long::sum);
            }
        }
    }

    private static int part(Place place, List<Cut> seams) {
        int part = 0;
        for (Cut seam : seams) {
            part += seam.covers(place) ? 0 : 1;
        }
        return part;
    }

    long lateContributions() {
        return sum(late) + sum(idle);
    }

    long repeatedContributions() {
        return sum(repeated);
    }

    private static long sum(Map<RowKey, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Why a row that is not the same in both is not; either value is null where there is no such row. */
    Set<Cause> explain(RowKey row, RowValue<A> truth, RowValue<A> served) {
        if (served == null && row.window().last() > openFrom) {
            return EnumSet.of(Cause.PENDING);
        }
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        if (late.containsKey(row)) {
            causes.add(Cause.LATE);
        }
        if (idle.containsKey(row)) {
            causes.add(Cause.IDLE);
        }
        if (repeated.containsKey(row)) {
            causes.add(Cause.REPEATED);
        }
        if (causes.isEmpty() || !accountsFor(row, truth, served)) {
            causes.add(Cause.UNEXPLAINED);
        }
        return causes;
    }

    private boolean accountsFor(RowKey row, RowValue<A> truth, RowValue<A> served) {
        long expected = contributions(truth) + repeated.getOrDefault(row, 0L);
        long found = contributions(served) + late.getOrDefault(row, 0L) + idle.getOrDefault(row, 0L);
        return expected == found;
    }

    private static long contributions(RowValue<?> row) {
        return row == null ? 0 : row.contributions();
    }
}
