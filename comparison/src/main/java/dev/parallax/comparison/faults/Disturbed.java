package dev.parallax.comparison.faults;

import dev.parallax.comparison.Outcome;
import dev.parallax.comparison.OutcomeFiles;
import dev.parallax.comparison.report.FaultReport;
import dev.parallax.comparison.report.Figures;
import dev.parallax.comparison.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same comparison twice: without faults, and with.
 *
 * @param without what the first one found
 * @param with what the second one found
 * @param faults what happened in it, and whether that changed anything
 */
public record Disturbed<A>(Outcome<A> without, Outcome<A> with, FaultReport faults) {
    /**
     * @param poison the records that were in the log of the second one alone
     * @param seed of the faults
     */
    public static <A> Disturbed<A> of(
            Outcome<A> without,
            Outcome<A> with,
            FaultSpecification specification,
            long seed,
            List<byte[]> poison,
            FaultInjector injector) {
        PoisonCheck letters = PoisonCheck.of(without.deadLetters(), with.deadLetters(), poison.stream());
        FaultReport report = new FaultReport(
                specification.toString(),
                seed,
                injector.events(),
                new SameViews<>(without, with).finalViews(),
                poison.size(),
                letters.found(),
                letters.others(),
                injector.course());
        return new Disturbed<>(without, with, report);
    }

    /**
     * Writes what was found: the report and the views of the run with faults, and those of the one without in a directory beside.
     *
     * @return the report that was written
     */
    public Report write(Path directory) throws IOException {
        OutcomeFiles.writeViews(without, directory.resolve("views-without-faults"));
        return OutcomeFiles.write(with, report(), directory);
    }

    /** On the run with faults; that the other one found something that must never be is said, too. */
    public Report report() {
        List<String> violations = new ArrayList<>();
        OutcomeFiles.report(without).violations().forEach(violation -> violations.add("without faults, " + violation));
        violations.addAll(violations());
        return OutcomeFiles.report(with).with(faults, violations);
    }

    private List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (FaultReport.FinalView view : faults.finalViews()) {
            if (!view.agrees()) {
                violations.add(view.view() + ": the final view is not that of the run without faults: "
                        + Figures.count(view.different(), "row is different", "rows are different") + ", "
                        + Figures.count(view.missing()) + " missing, " + Figures.count(view.extra()) + " extra.");
            }
        }
        if (faults.poisonInDeadLetters() != faults.poison()) {
            violations.add("Of " + Figures.count(faults.poison()) + " poisonous records "
                    + Figures.count(faults.poisonInDeadLetters()) + " are dead letters, byte for byte.");
        }
        if (faults.otherDeadLetters() != 0) {
            violations.add(Figures.count(faults.otherDeadLetters(), "dead letter is", "dead letters are")
                    + " in one of the runs alone, and no poison.");
        }
        return violations;
    }
}
