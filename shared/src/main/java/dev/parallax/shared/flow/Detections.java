package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a further fact changes in what is found. Facts come in any order, so each is put in its place among those that are known, and everything that depends on
 * it, itself and what follows within the horizon, is looked at twice, without it and with it: the difference goes into the rows.
 *
 * <p>Where the view is split into epochs, the rows of an epoch hold by how much more is found at its end than was at its beginning. A fact of an earlier epoch
 * than others that are known, from a partition that is behind, changes both.
 */
final class Detections<A> {
    private final Detection<A> detection;
    private final Aggregate<?, A> aggregate;
    private final RollupSettings settings;
    private final long horizon;
    private final long stretch;

    Detections(Detection<A> detection, Aggregate<?, A> aggregate, RollupSettings settings) {
        this.detection = detection;
        this.aggregate = aggregate;
        this.settings = settings;
        this.horizon = detection.horizon().toMillis();
        this.stretch = horizon > 0 ? horizon : detection.patience().toMillis();
    }

    /** Takes what belongs into the row of that window and epoch. */
    interface Rows<A> {
        void add(Window window, int epoch, A found) throws Exception;
    }

    /** What of the fact itself belongs into its row. */
    A row(A fact) {
        return detection.row(fact);
    }

    boolean stands(Past<A> fact) {
        return detection.stands(fact.fact());
    }

    /** How long after a fact's time rows may depend on it, in milliseconds. */
    long reach(A fact) {
        return horizon == 0 || detection.stands(fact) ? Long.MAX_VALUE : horizon;
    }

    /**
     * The stretch of event time in which a fact is kept, unless it stands; all facts of a stretch are kept, and let go, together. Whatever a fact may be seen together with, or
     * be seen before, lies in its own, the one before and the one after.
     */
    Window stretchOf(long eventTime) {
        long start = Math.floorDiv(eventTime, stretch) * stretch;
        return new Window(start, start + stretch);
    }

    Window before(Window next) {
        return new Window(next.start() - stretch, next.start());
    }

    Window after(Window last) {
        return new Window(last.end(), last.end() + stretch);
    }

    /** Whether the other one can matter for what the fact changes, if neither stands: it is seen at the fact, or sees it, or is seen with it by one in between. */
    boolean isWithinHorizon(Past<A> fact, Past<A> other) {
        return Math.abs(other.eventTime() - fact.eventTime()) <= horizon;
    }

    /** What the clock that closes rows shows when nothing that is still taken can need that stretch; {@link Long#MAX_VALUE} for never. */
    long needless(Window of) {
        return switch (settings.clock()) {
            case NONE -> Long.MAX_VALUE;
            case INGEST_TIME -> {
                Epochs epochs = settings.epochs();
                yield epochs.end(
                        epochs.at(of.end() + horizon + detection.patience().toMillis()));
            }
            case EVENT_TIME -> {
                Window last = windowOf(of.last());
                long closing = settings.closing(last);
                yield closing == Long.MAX_VALUE ? closing : closing + horizon + last.end() - last.start();
            }
        };
    }

    /**
     * Whether a fact came so late that what matters for it, before it or, where it stands, after it, may have been let go: by the beginning of its epoch, so that it is the same in
     * every run.
     */
    boolean isForgotten(Past<A> fact) {
        return settings.clock() == ClockMode.INGEST_TIME
                && fact.eventTime() + detection.patience().toMillis()
                        < settings.epochs().beginning(fact.epoch());
    }

    /**
     * Whether what stands is seen at a fact after it: not if that one, or those before it, may have been let go when it was read. By their epochs and times, so that it is the same
     * in every run.
     */
    private boolean sees(Past<A> fact, Past<A> standing) {
        return settings.clock() != ClockMode.INGEST_TIME
                || needless(before(stretchOf(fact.eventTime())))
                        >= settings.epochs().end(standing.epoch());
    }

    /**
     * Hands out what the fact changes.
     *
     * @param known the facts of the same key around it, and those that stand
     */
    void take(Past<A> fact, List<Past<A>> known, Rows<A> rows) throws Exception {
        List<Past<A>> without = new ArrayList<>(known);
        without.sort(Past.ORDER);
        int place = Collections.binarySearch(without, fact, Past.ORDER);
        List<Past<A>> with = new ArrayList<>(without.size() + 1);
        with.addAll(without);
        with.add(place < 0 ? -place - 1 : place, fact);
        NavigableSet<Integer> epochs = new TreeSet<>();
        with.forEach(each -> epochs.add(each.epoch()));
        Map<Window, A> before = Map.of();
        for (int epoch : epochs.tailSet(fact.epoch())) {
            Map<Window, A> now = difference(fact, upTo(epoch, without), upTo(epoch, with));
            for (Map.Entry<Window, A> change : minus(now, before).entrySet()) {
                rows.add(change.getKey(), epoch, change.getValue());
            }
            before = now;
        }
    }

    /** Whether anything may be found at a fact: not if what was before it is forgotten, nor if it stands for every key. */
    private boolean isLookedAt(Past<A> fact) {
        return !fact.everyKey() && !(horizon > 0 && isForgotten(fact));
    }

    /** Whether nothing depends on a fact: it is forgotten at once. */
    boolean isVain(Past<A> fact) {
        return !isLookedAt(fact) && !stands(fact);
    }

    /**
     * Of the facts up to an epoch's end each once: as the first in the log says it, and known since the first epoch that has a copy. Whether a copy of something that was let go is one nobody can
     * say: it counts.
     */
    private List<Past<A>> upTo(int epoch, List<Past<A>> facts) {
        List<Past<A>> once = new ArrayList<>(facts.size());
        int last = -1;
        for (Past<A> fact : facts) {
            if (fact.epoch() <= epoch) {
                boolean isCounted = isForgotten(fact) && !stands(fact);
                if (isCounted || last < 0 || !fact.isCopyOf(once.get(last))) {
                    last = isCounted ? last : once.size();
                    once.add(fact);
                } else if (fact.epoch() < once.get(last).epoch()) {
                    once.set(last, once.get(last).knownSince(fact.epoch()));
                }
            }
        }
        return once;
    }

    private Map<Window, A> difference(Past<A> fact, List<Past<A>> without, List<Past<A>> with) {
        Map<Window, A> found = new TreeMap<>();
        addFound(fact, with, false, found);
        addFound(fact, without, true, found);
        return found;
    }

    /** Adds, or takes away, what is found at each fact that depends on {@code changed}. */
    private void addFound(Past<A> changed, List<Past<A>> facts, boolean inverse, Map<Window, A> sums) {
        long from = changed.eventTime();
        long to = stands(changed) ? Long.MAX_VALUE : from + horizon;
        List<Past<A>> standing = new ArrayList<>();
        int earliest = 0;
        for (int at = 0; at < facts.size(); at++) {
            Past<A> fact = facts.get(at);
            for (; facts.get(earliest).eventTime() < fact.eventTime() - horizon; earliest++) {
                if (stands(facts.get(earliest))) {
                    standing.add(facts.get(earliest));
                }
            }
            if (fact.eventTime() >= from && fact.eventTime() <= to && isLookedAt(fact)) {
                List<A> before = new ArrayList<>(standing.size() + at - earliest);
                addSeen(fact, standing, before);
                addSeen(fact, facts.subList(earliest, at), before);
                A found = detection.found(before, fact.fact());
                Window window = detection.window(before, fact.fact(), windowOf(fact.eventTime()));
                merge(sums, window, inverse ? detection.inverse(found) : found);
            }
        }
    }

    private void addSeen(Past<A> fact, List<Past<A>> earlier, List<A> before) {
        for (Past<A> each : earlier) {
            if (stands(each) ? sees(fact, each) : horizon > 0) {
                before.add(each.fact());
            }
        }
    }

    private Map<Window, A> minus(Map<Window, A> now, Map<Window, A> before) {
        Map<Window, A> sums = new TreeMap<>(now);
        before.forEach((window, found) -> merge(sums, window, detection.inverse(found)));
        sums.values().removeIf(aggregate.empty()::equals);
        return sums;
    }

    private void merge(Map<Window, A> sums, Window window, A found) {
        sums.merge(window, found, aggregate::merge);
    }

    private Window windowOf(long eventTime) {
        return settings.windows().of(eventTime).get(0);
    }
}
