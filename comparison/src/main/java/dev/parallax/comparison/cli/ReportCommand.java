package dev.parallax.comparison.cli;

import dev.parallax.comparison.anniversaries.Anniversary;
import dev.parallax.comparison.anniversaries.AnniversaryFiles;
import dev.parallax.comparison.anniversaries.AnniversaryReport;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.pipelines.anniversaries.AnniversariesPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "report",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "anniversaries",
        description = "Runs a batch job, and tells people what came of it.",
        footer = {"", "Example:", "  ./parallax report anniversaries --on 2024-05-10 --events orders.json"})
final class ReportCommand {
    /** As long as it may be elsewhere, unless something else is asked for. */
    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    @ParentCommand
    private Parallax parallax;

    @Command(
            name = "anniversaries",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = {
                "All customers who have an anniversary on a day, and what they ordered in the year of membership that just ended, each by the customer's own calendar.",
                "A table on a terminal, tab-separated lines in a pipe."
            },
            footer = {
                "",
                "Examples:",
                "  ./parallax generate --pipeline anniversaries --out orders.json",
                "  ./parallax report anniversaries --on 2024-05-10 --events orders.json --out report"
            })
    int anniversaries(
            @Option(names = "--on", paramLabel = "DATE", required = true, description = "The day, like 2024-05-10.")
                    LocalDate on,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "Write anniversaries-DATE.csv and anniversaries-DATE.html there, too.")
                    Path out,
            @Mixin(name = "Events") EventOptions events,
            @Mixin(name = "Where the job runs") ClusterOptions cluster)
            throws IOException {
        ViewRun run = new ViewRun(false, events, cluster, null, MAX_AHEAD, List.of());
        run.check();
        AnniversariesPipeline pipeline = new AnniversariesPipeline();
        AnniversaryReport report;
        try (OpenResources resources = parallax.resources()) {
            if (out != null) {
                resources.watchDisk(OutputDirectory.made(out));
            }
            var result = run.of(
                    pipeline, partitions -> RollupSettings.batch(pipeline.windows(), partitions, MAX_AHEAD), resources);
            report = AnniversaryReport.of(result.view().rows(pipeline.aggregate()), on);
        }
        parallax.output().print(table(report).text(Terminal.isOutput()));
        if (out != null) {
            AnniversaryFiles.writeCsv(report, out.resolve("anniversaries-" + on + ".csv"));
            AnniversaryFiles.writePage(report, out.resolve("anniversaries-" + on + ".html"));
            System.err.println("The report is in " + out.resolve("anniversaries-" + on + ".html") + ".");
        }
        return Parallax.DONE;
    }

    private static Table table(AnniversaryReport report) {
        Table table = new Table("name", "customer", "years", "from", "orders", "total", "largest", "first", "last");
        for (Anniversary each : report.customers()) {
            table.add(
                    each.name(),
                    each.customerId(),
                    each.years(),
                    each.from().toString(),
                    each.orders(),
                    each.total(),
                    each.largest(),
                    each.firstDay(),
                    each.lastDay());
        }
        return table;
    }
}
