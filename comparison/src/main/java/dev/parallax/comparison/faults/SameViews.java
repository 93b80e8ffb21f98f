package dev.parallax.comparison.faults;

import dev.parallax.comparison.Findings;
import dev.parallax.comparison.Outcome;
import dev.parallax.comparison.diff.Cause;
import dev.parallax.comparison.report.FaultReport.FinalView;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the final views of a run with faults against those of the same run without. */
final class SameViews<A> {
    private final Outcome<A> without;
    private final Outcome<A> with;
    private final Set<RowKey> idle;

    SameViews(Outcome<A> without, Outcome<A> with) {
        this.without = without;
        this.with = with;
        this.idle = Stream.of(without, with)
                .flatMap(outcome -> outcome.architectures().stream())
                .flatMap(findings -> findings.atEnd().differences().stream())
                .filter(difference -> difference.causes().contains(Cause.IDLE))
                .map(difference -> difference.row())
                .collect(Collectors.toSet());
    }

    /** The truth first, then what each architecture serves. */
    List<FinalView> finalViews() {
        List<FinalView> views = new ArrayList<>();
        views.add(compare("truth", without.truth(), with.truth(), idle));
        for (Findings<A> findings : with.architectures()) {
            Findings<A> before = without.architectures().stream()
                    .filter(each -> each.name().equals(findings.name()))
                    .findFirst()
                    .orElseThrow();
            views.add(compare(
                    findings.name(), before.served().rows(), findings.served().rows(), idle));
        }
        return views;
    }

    /** @param idle rows that are left out */
    static <A> FinalView compare(
            String view, Map<RowKey, RowValue<A>> before, Map<RowKey, RowValue<A>> now, Set<RowKey> idle) {
        Set<RowKey> all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        all.removeAll(idle);
        long same = 0;
        long different = 0;
        long missing = 0;
        long extra = 0;
        for (RowKey row : all) {
            RowValue<A> one = before.get(row);
            RowValue<A> other = now.get(row);
            if (one == null) {
                extra++;
            } else if (other == null) {
                missing++;
            } else if (one.equals(other)) {
                same++;
            } else {
                different++;
            }
        }
        long leftOut = now.keySet().stream().filter(idle::contains).count();
        return new FinalView(view, now.size(), same, different, missing, extra, leftOut);
    }
}
