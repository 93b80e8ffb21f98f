package dev.parallax.comparison.diff;

import dev.parallax.architectures.ServedView;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was recorded about the rows of a served view: facts it left out as late, and copies it counted that the truth recognised. A row
 * is explained when these account for every fact by which it differs: {@code truth + repeated = served + late}.
 *
 * <p>Evidence on a session names the window that the facts alone would be. It is counted for the truth's session in which that lies, as are the served
 * sessions that are parts of it.
 */
final class Evidence<A> {
    private final Map<RowKey, Long> late = new HashMap<>();
    private final Map<RowKey, Long> repeated = new HashMap<>();
    private final NavigableMap<RowKey, Set<Cause>> causes = new TreeMap<>();
    private final Map<RowKey, RowValue<A>> inTruth;
    private final Map<RowKey, RowValue<A>> inServed;
    private final Map<RowKey, Long> inServedSessions = new HashMap<>();
    private final TruthRows truthRows;
    private final long openFrom;
    private final Map<String, List<Reaching>> reaching = new HashMap<>();

    /** Rows of that key that begin in a stretch of time may depend on facts that are missing for a cause. */
    private record Reaching(long from, long to, Cause cause) {}

    private record At(RowKey row, Place place) {}

    private record Event(RowKey row, String id) {}

    /** A copy of an event that a row could hold. */
    private record Copy(Event event, Place place, int content, long contributions) {
        private At at() {
            return new At(event.row(), place);
        }
    }

    /** Of an event: the part of the log, and what stands for it there. */
    private record Part(Event event, int number, int distinction) {}

    /**
     * @param ledger what the truth recorded about repeated events
     */
    Evidence(Map<RowKey, RowValue<A>> truth, List<RepeatedEvent<A>> ledger, ServedView<A> served) {
        openFrom = served.openFrom();
        truthRows = new TruthRows(truth.keySet());
        inTruth = truth;
        inServed = served.rows();
        inServed.forEach((row, value) -> {
            if (row.window().session()) {
                count(inServedSessions, row, value.contributions());
            }
        });
        Set<At> latePlaces = new HashSet<>();
        for (LateContribution<A> contribution : served.late()) {
            RowKey row = new RowKey(contribution.key(), contribution.window());
            count(late, row, contribution.contributions());
            if (isLeftOut(contribution)) {
                latePlaces.add(new At(row, contribution.place()));
            }
        }
        Map<At, Copy> copies = new HashMap<>();
        Set<At> first = new HashSet<>();
        for (RepeatedEvent<A> repeatedEvent : ledger) {
            Event event = event(repeatedEvent);
            long contributions = repeatedEvent.contributions(); // of the first, it does not matter
            Copy original = new Copy(event, repeatedEvent.first(), repeatedEvent.firstContent(), contributions);
            Copy copy = new Copy(event, repeatedEvent.copy(), repeatedEvent.content(), contributions);
            copies.putIfAbsent(original.at(), original);
            copies.put(copy.at(), copy);
            first.add(original.at());
        }
        Set<At> counted = counted(copies, served.seams(), latePlaces);
        Map<Event, Integer> timesCounted = new HashMap<>();
        copies.forEach((at, copy) -> {
            if (counted.contains(at)) {
                timesCounted.merge(copy.event(), 1, Integer::sum);
            }
            // Copies that were counted and copies that were late turn up again; all but the first are repeated.
            boolean turnsUp = counted.contains(at) || latePlaces.contains(at);
            if (turnsUp && !first.contains(at)) {
                count(repeated, at.row(), copy.contributions());
            }
        });
        timesCounted.forEach((event, times) -> {
            if (times > 1) {
                addCause(event.row(), Cause.REPEATED);
            }
        });
        for (LateContribution<A> contribution : served.late()) {
            At at = new At(new RowKey(contribution.key(), contribution.window()), contribution.place());
            Copy copy = copies.get(at);
            // A copy that came late is no loss where another copy counts.
            if (!isLeftOut(contribution) || copy == null || !timesCounted.containsKey(copy.event())) {
                Cause cause = Cause.of(contribution.kind());
                addCause(at.row(), cause);
                reach(contribution, cause);
            }
        }
    }

    /** What is forgotten is counted in its row, and not seen together with others. */
    private static boolean isLeftOut(LateContribution<?> contribution) {
        return contribution.kind() != LateContribution.Kind.FORGOTTEN;
    }

    private void reach(LateContribution<A> contribution, Cause cause) {
        if (contribution.reach() > 0) {
            boolean everything = contribution.reach() == Long.MAX_VALUE;
            Window window = contribution.window();
            reaching.computeIfAbsent(contribution.key(), key -> new ArrayList<>())
                    .add(new Reaching(
                            everything ? Long.MIN_VALUE : window.start(),
                            everything ? Long.MAX_VALUE : window.end() + contribution.reach(),
                            cause));
        }
    }

    private void count(Map<RowKey, Long> counts, RowKey row, long contributions) {
        counts.merge(truthRows.holding(row), contributions, Long::sum);
    }

    private void addCause(RowKey row, Cause cause) {
        causes.computeIfAbsent(truthRows.holding(row), key -> EnumSet.noneOf(Cause.class))
                .add(cause);
    }

    /**
     * Which copies count. The seams split the log into parts, in each of which copies are recognised. In what a batch run computed the first one
     * counts; in what a stream computed the first one of each partition stands for it, and of those each different content counts once.
     */
    private static Set<At> counted(Map<At, Copy> copies, List<Cut> seams, Set<At> latePlaces) {
        Map<Part, Copy> standing = new HashMap<>();
        copies.forEach((at, copy) -> {
            if (!latePlaces.contains(at)) {
                int part = part(copy.place(), seams);
                int distinction = isBatch(part, seams) ? 0 : copy.place().partition();
                standing.merge(new Part(copy.event(), part, distinction), copy, Evidence::earlier);
            }
        });
        Map<Part, Copy> counted = new HashMap<>();
        standing.forEach((part, copy) -> {
            int distinction = isBatch(part.number(), seams) ? 0 : copy.content();
            counted.merge(new Part(part.event(), part.number(), distinction), copy, Evidence::earlier);
        });
        return counted.values().stream().map(Copy::at).collect(Collectors.toSet());
    }

    private static Copy earlier(Copy one, Copy other) {
        return one.place().compareTo(other.place()) <= 0 ? one : other;
    }

    /** The last seam's batch view holds everything before it; what follows is a stream's. */
    private static boolean isBatch(int part, List<Cut> seams) {
        return part < seams.size();
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

    /** Why a row that is not the same in both is not. */
    Set<Cause> explain(RowKey row, boolean isServed) {
        RowKey whole = truthRows.holding(row);
        Set<Cause> found = EnumSet.noneOf(Cause.class);
        if (isOpen(whole.window())) {
            if (!whole.window().session() && !isServed) {
                return EnumSet.of(Cause.PENDING);
            }
            if (whole.window().session()) {
                // A part may be open and another one written; what is to come cannot be counted.
                found.add(Cause.PENDING);
            }
        }
        found.addAll(causes.getOrDefault(whole, Set.of()));
        found.addAll(reaching(whole));
        if (found.isEmpty() || !(found.contains(Cause.PENDING) || accountsFor(whole))) {
            found.add(Cause.UNEXPLAINED);
        }
        return found;
    }

    /** Why facts of earlier rows, on which depends what those of this row show, are missing. */
    private Set<Cause> reaching(RowKey row) {
        Set<Cause> found = EnumSet.noneOf(Cause.class);
        for (String key : List.of(row.key(), Detection.EVERY_KEY)) {
            for (Reaching each : reaching.getOrDefault(key, List.of())) {
                if (row.window().start() >= each.from() && row.window().start() <= each.to()) {
                    found.add(each.cause());
                }
            }
        }
        return found;
    }

    private boolean isOpen(Window window) {
        return openFrom != Long.MAX_VALUE && (window.session() ? window.end() : window.last()) > openFrom;
    }

    private boolean accountsFor(RowKey row) {
        long expected = contributions(inTruth.get(row)) + repeated.getOrDefault(row, 0L);
        long served =
                row.window().session() ? inServedSessions.getOrDefault(row, 0L) : contributions(inServed.get(row));
        return expected == served + late.getOrDefault(row, 0L);
    }

    private static long contributions(RowValue<?> value) {
        return value == null ? 0 : value.contributions();
    }
}
