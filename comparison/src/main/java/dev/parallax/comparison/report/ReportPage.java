package dev.parallax.comparison.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report for people: {@code report.html}, one file that needs no other and no network. */
public final class ReportPage {
    private ReportPage() {}

    /** Writes the page in UTF-8; a file that is there is replaced. */
    public static void write(Report report, Path file) throws IOException {
        TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
        ChartLibrary library = ChartLibrary.load();
        InlineSource style = new InlineSource(library.style() + render(templates, "report/style.jte", null));
        InlineSource script = new InlineSource(library.script()
                + render(templates, "report/script.jte", null)
                + render(templates, "report/stateScript.jte", null)
                + render(templates, "report/faultScript.jte", null));
        Files.writeString(file, render(templates, "report/page.jte", PageView.of(report, style, script)));
    }

    private static String render(TemplateEngine templates, String template, PageView page) {
        StringOutput output = new StringOutput();
        templates.render(template, page, output);
        return output.toString();
    }
}
