package dev.parallax.comparison.anniversaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.parallax.comparison.report.InlineSource;
import dev.parallax.shared.format.VisibleText;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes who has an anniversary for programs and for people. */
public final class AnniversaryFiles {
    private static final List<String> COLUMNS = List.of(
            "customerId", "name", "timeZone", "years", "from", "to", "orders", "total", "largest", "first", "last");

    private AnniversaryFiles() {}

    /** What people see of a customer: text that commands nothing. */
    public record Shown(List<String> cells) {
        static Shown of(Anniversary each) {
            return new Shown(List.of(
                            each.name(),
                            each.customerId(),
                            String.valueOf(each.years()),
                            String.valueOf(each.orders()),
                            each.total(),
                            each.largest(),
                            each.firstDay(),
                            each.lastDay())
                    .stream()
                    .map(VisibleText::of)
                    .toList());
        }
    }

    /** A table as in RFC 4180, in UTF-8, whose first line names the columns. */
    public static void writeCsv(AnniversaryReport report, Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file, UTF_8)) {
            csv.writeRecord(COLUMNS);
            for (Anniversary each : report.customers()) {
                csv.writeRecord(
                        each.customerId(),
                        each.name(),
                        each.timeZone(),
                        String.valueOf(each.years()),
                        each.from().toString(),
                        report.on().toString(),
                        String.valueOf(each.orders()),
                        each.total(),
                        each.largest(),
                        each.first(),
                        each.last());
            }
        }
    }

    /** A page that needs no other file and no network. */
    public static void writePage(AnniversaryReport report, Path file) throws IOException {
        TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
        StringOutput style = new StringOutput();
        templates.render("report/style.jte", (Object) null, style);
        StringOutput page = new StringOutput();
        templates.render(
                "report/anniversaries.jte",
                Map.of(
                        "day",
                        report.on().toString(),
                        "style",
                        new InlineSource(style.toString()),
                        "customers",
                        report.customers().stream().map(Shown::of).toList()),
                page);
        Files.writeString(file, page.toString());
    }
}
