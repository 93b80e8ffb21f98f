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
    private final Map<RowKey, Long> repeated = new HashMap<>();
    private final Map<RowKey, Set<Cause>> causes = new HashMap<>();
    private final long openFrom;

    private record At(RowKey row, Place place) {}

    private record Event(RowKey row, String id) {}

    private record Part(Event event, int number) {}

    /** @param ledger what the truth recorded about repeated events */
    Evidence(List<RepeatedEvent<A>> ledger, ServedView<A> served) {
        openFrom = served.openFrom();
        Set<At> latePlaces = new HashSet<>();
        for (LateContribution<A> contribution : served.late()) {
            RowKey row = new RowKey(contribution.key(), contribution.window());
            late.merge(row, contribution.contributions(), Long::sum);
            latePlaces.add(new At(row, contribution.place()));
        }
        Map<At, Event> copies = new HashMap<>();
        Map<Part, Place> counted = countedCopies(ledger, served.seams(), latePlaces, copies);
        Map<Event, Integer> timesCounted = new HashMap<>();
        counted.keySet().forEach(part -> timesCounted.merge(part.event(), 1, Integer::sum));
        for (RepeatedEvent<A> event : ledger) {
            addRepeated(event, served.seams(), latePlaces, counted);
        }
        timesCounted.forEach((event, times) -> {
            if (times > 1) {
                addCause(event.row(), Cause.REPEATED);
            }
        });
        for (LateContribution<A> contribution : served.late()) {
            RowKey row = new RowKey(contribution.key(), contribution.window());
            Event event = copies.get(new At(row, contribution.place()));
            // A copy that came late is no loss where another copy counts.
            if (event == null || !timesCounted.containsKey(event)) {
                addCause(row, contribution.idle() ? Cause.IDLE : Cause.LATE);
            }
        }
    }

    private void addCause(RowKey row, Cause cause) {
        causes.computeIfAbsent(row, key -> EnumSet.noneOf(Cause.class)).add(cause);
    }

    /** The seams split the log into parts, in each of which copies are recognised: the first one that is not late counts. */
    private static <A> Map<Part, Place> countedCopies(
            List<RepeatedEvent<A>> ledger, List<Cut> seams, Set<At> latePlaces, Map<At, Event> copies) {
        Map<Part, Place> counted = new HashMap<>();
        for (RepeatedEvent<A> repeatedEvent : ledger) {
            Event event = event(repeatedEvent);
            for (Place place : List.of(repeatedEvent.first(), repeatedEvent.copy())) {
                copies.put(new At(event.row(), place), event);
                if (!latePlaces.contains(new At(event.row(), place))) {
                    counted.merge(
                            new Part(event, part(place, seams)),
                            place,
                            (one, other) -> one.compareTo(other) <= 0 ? one : other);
                }
            }
        }
        return counted;
    }

    /** Of an event's copies, those that were counted and those that were late turn up again; all but the first are repeated. */
    private void addRepeated(
            RepeatedEvent<A> repeatedEvent, List<Cut> seams, Set<At> latePlaces, Map<Part, Place> counted) {
        Event event = event(repeatedEvent);
        Place copy = repeatedEvent.copy();
        boolean turnsUp = latePlaces.contains(new At(event.row(), copy))
                || copy.equals(counted.get(new Part(event, part(copy, seams))));
        if (turnsUp) {
            repeated.merge(event.row(), repeatedEvent.contributions(), Long::sum);
        }
    }

    private static Event event(RepeatedEvent<?> repeatedEvent) {
        return new Event(new RowKey(repeatedEvent.key(), repeatedEvent.window()), repeatedEvent.eventId());
    }

    private static int part(Place place, List<Cut> seams) {
        int part = 0;
        for (Cut seam : seams) {
            part += seam.covers(place) ? 0 : 1;
        }
        return part;
    }

    long lateContributions() {
        return sum(late);
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
        Set<Cause> found = EnumSet.noneOf(Cause.class);
        found.addAll(causes.getOrDefault(row, Set.of()));
        if (found.isEmpty() || !accountsFor(row, truth, served)) {
            found.add(Cause.UNEXPLAINED);
        }
        return found;
    }

    private boolean accountsFor(RowKey row, RowValue<A> truth, RowValue<A> served) {
        long expected = contributions(truth) + repeated.getOrDefault(row, 0L);
        long found = contributions(served) + late.getOrDefault(row, 0L);
        return expected == found;
    }

    private static long contributions(RowValue<?> row) {
        return row == null ? 0 : row.contributions();
    }
}
