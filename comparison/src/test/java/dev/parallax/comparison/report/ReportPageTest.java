package dev.parallax.comparison.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final Pattern POLICY = Pattern.compile("\"Content-Security-Policy\" content=\"([^\"]*)\"");
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern CHART_DATA =
            Pattern.compile("<script type=\"application/json\" id=\"chart-data\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern FAULT_DATA =
            Pattern.compile("<script type=\"application/json\" id=\"fault-data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void aVerdictSaysInAWordHowEachArchitectureDid() throws IOException {
        assertThat(visible(page(SampleReports.usual())))
                .contains("kappa: 4 of 512 rows differ from the truth at the end of the log, all explained: late 4.")
                .contains("lambda: all 512 rows are as the truth has them at the end of the log.");
    }

    @Test
    void thePageMakesNoRequest() throws IOException {
        String page = page(SampleReports.usual());

        assertThat(page).doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?\\s*(https?:)?//");
        assertThat(page).doesNotContainPattern("(?i)url\\(").doesNotContainPattern("(?i)@import");
        assertThat(page).doesNotContainPattern("(?i)<(link|iframe|object|embed|img|base)\\b");
        assertThat(policy(page)).startsWith("default-src 'none'; ").endsWith("base-uri 'none'; form-action 'none'");
    }

    @Test
    void thePolicyAllowsExactlyTheScriptAndTheStyleInThePage() throws IOException {
        String page = page(SampleReports.usual());

        List<String> scripts = matches(SCRIPT, page);
        List<String> styles = matches(STYLE, page);
        assertThat(scripts).hasSize(1);
        assertThat(styles).hasSize(1);
        assertThat(policy(page))
                .contains("script-src " + new InlineSource(scripts.get(0)).hash() + ";")
                .contains("style-src " + new InlineSource(styles.get(0)).hash() + ";")
                .doesNotContain("unsafe");
        assertThat(page).doesNotContainPattern("<[^>]+\\sstyle=").doesNotContainPattern("<[^>]+\\son[a-z]+=");
    }

    @Test
    void theChartLibraryIsInThePageWithItsLicence() throws IOException {
        assertThat(page(SampleReports.usual()))
                .contains("var uPlot=")
                .contains("Permission is hereby granted, free of charge");
    }

    @Test
    void hostileTextIsNowhereUnescaped() throws IOException {
        String page = page(SampleReports.hostile());

        assertThat(page)
                .doesNotContain("<img")
                .doesNotContain("\u202E", "\u0007", "\u001B", "\u0000", "\u2028", "\u2029")
                .contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
        assertThat(matches(SCRIPT, page)).hasSize(1);
        assertThat(matches(CHART_DATA, page))
                .singleElement()
                .satisfies(data -> assertThat(data).doesNotContain("<", ">", "&"));
    }

    @Test
    void hostileTextInChartDataIsReadAsText() throws IOException {
        JsonNode data = chartData(page(SampleReports.hostile()));

        assertThat(data.at("/architectures/0/name").asText()).startsWith("</script><img src=x onerror=alert(1)>\"'");
    }

    @Test
    void theChartsAreStacksOfOneHundredPercent() throws IOException {
        JsonNode data = chartData(page(SampleReports.usual()));

        for (JsonNode architecture : data.get("architectures")) {
            for (int cut = 0; cut < data.get("cuts").size(); cut++) {
                double sum = 0;
                for (JsonNode layer : architecture.get("shares")) {
                    sum += layer.get(cut).asDouble();
                }
                assertThat(sum).isBetween(99.999, 100.001);
            }
        }
        assertThat(data.get("mostWrong").asDouble()).isEqualTo(5);
    }

    @Test
    void aReportWithoutRowsIsAPage() throws IOException {
        assertThat(visible(page(SampleReports.withoutRows())))
                .contains("kappa: the truth has no rows at the end of the log, and none are served.")
                .contains("There were no cuts before the end of the log.")
                .contains("No row differed from the truth")
                .contains("There are none: every record is an event of the pipeline.")
                .contains("The report names none.");
    }

    @Test
    void aReportWithoutDifferencesSaysSo() throws IOException {
        assertThat(visible(page(SampleReports.withoutDifferences())))
                .contains("lambda: all 20 rows are as the truth has them at the end of the log.")
                .contains("Every row of the truth was correct at every cut")
                .contains("No row differed from the truth");
    }

    @Test
    void threeThousandCutsAreAllDrawnAndTheFirstAreListed() throws IOException {
        String page = page(SampleReports.withCuts(3000));

        assertThat(chartData(page).get("cuts")).hasSize(3000);
        assertThat(visible(page)).contains("These are the first 500 lines; 5,500 more are in report.json.");
        assertThat(page.length()).isLessThan(1_000_000);
    }

    @Test
    void aHundredDifferingRowsAreShownAndSomeOfEachArchitecture() throws IOException {
        String page = page(SampleReports.withCuts(1));

        assertThat(visible(page)).contains("100 of the 1,030 rows in report.json");
        assertThat(page.split("<bdi>kappa-key-")).hasSize(71);
        assertThat(page.split("<bdi>lambda-key-")).hasSize(31);
    }

    @Test
    void onlyValuesThatAreNotTheSameAreEmphasised() throws IOException {
        String page = page(SampleReports.usual());

        assertThat(page).contains("<strong class=\"changed\"><bdi>11</bdi></strong>");
        assertThat(page).doesNotContain("<strong class=\"changed\"><bdi>20.40</bdi></strong>");
        assertThat(page).contains(">not served</td>").contains(">no such row</td>");
    }

    @Test
    void deadLettersStandWithTheMostFrequentReasonFirst() throws IOException {
        assertThat(visible(page(SampleReports.usual())))
                .containsSubsequence("The record is no JSON object.", "11", "The event has no temperature.", "3");
    }

    @Test
    void faultsStandOnTheTimeAxisAndBesideWhatTheyChanged() throws IOException {
        String page = page(SampleReports.withFaults("taskmanager@40%", "taskmanager-2"));

        assertThat(visible(page))
                .contains("Not the same as in the run without faults: lambda.")
                .contains("4 poisonous records were in the log, and 4 became dead letters, byte for byte.")
                .containsSubsequence(
                        "taskmanager@40%", "taskmanager-2", "8,000", "12.3 s", "not hit", "0", "5.25 s", "1,234")
                .containsSubsequence("poison@50%", "log", "10,000", "20.0 s");
        JsonNode chart = new ObjectMapper().readTree(matches(FAULT_DATA, page).get(0));
        assertThat(chart.path("seconds")).hasToString("[0.5,12.5]");
        assertThat(chart.path("lines")).hasToString("[[100,8000],[90,8000],[80,null]]");
        assertThat(chart.path("strikes").path(0).path("to").asDouble()).isEqualTo(12.3 + 5.25);
    }

    @Test
    void aReportWithoutFaultsHasNoWordOfThem() throws IOException {
        assertThat(page(SampleReports.usual())).doesNotContain("id=\"faults\"").doesNotContain("id=\"fault-data\"");
    }

    private String page(Report report) throws IOException {
        Path file = folder.resolve("report.html");
        ReportPage.write(report, file);
        return Files.readString(file);
    }

    private static String policy(String page) {
        return matches(POLICY, page).get(0).replace("&#39;", "'");
    }

    /** The text of the page without its tags. */
    private static String visible(String page) {
        return page.replaceAll("(?s)<(script|style).*?</\\1>", "")
                .replaceAll("<[^>]+>", "")
                .replaceAll("\\s+", " ");
    }

    private static JsonNode chartData(String page) throws IOException {
        return new ObjectMapper().readTree(matches(CHART_DATA, page).get(0));
    }

    private static List<String> matches(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
