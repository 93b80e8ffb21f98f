package dev.parallax.comparison.report;

import static dev.parallax.comparison.report.SampleReports.architecture;
import static dev.parallax.comparison.report.SampleReports.causes;
import static dev.parallax.comparison.report.SampleReports.cut;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTableTest {
    @Test
    void aTerminalGetsTheLogAnAlignedTableAndTheCuts() {
        assertThat(ReportTable.text(SampleReports.usual(), true, false)).isEqualTo("""
            devices, 1,234 records in 4 partitions: 1,200 accepted with 2,400 facts, 11 malformed, \
            3 invalid, 20 duplicates

            architecture  correct  missing  different  extra  causes    wall     CPU
            kappa             508        1          3      0  late 4  41.5 s  12.3 s
            lambda            512        0          0      0  none    41.5 s  12.3 s

            kappa         at the 2 cuts: 97.0 % of rows correct on average, worst 95.0 % at cut 2
            lambda        at the 2 cuts: 99.0 % of rows correct on average, worst 98.0 % at cut 2
            """);
    }

    @Test
    void aPipeGetsAHeaderAndALinePerArchitectureSeparatedByTabs() {
        assertThat(ReportTable.text(SampleReports.usual(), false, true)).isEqualTo("""
            architecture\tcorrect\tmissing\tdifferent\textra\tcauses\twall seconds\tCPU seconds
            kappa\t508\t1\t3\t0\tlate 4\t41.500\t12.346
            lambda\t512\t0\t0\t0\tnone\t41.500\t12.346
            """);
    }

    @Test
    void aTableInAPipeHasNoEscapeCodesEvenIfColourIsAskedFor() {
        assertThat(ReportTable.text(SampleReports.hostile(), false, true)).doesNotContain("\u001B");
    }

    @Test
    void aTerminalGetsColoursOnlyIfAskedFor() {
        assertThat(ReportTable.text(SampleReports.usual(), true, false)).doesNotContain("\u001B");
        assertThat(ReportTable.text(SampleReports.usual(), true, true)).contains("\u001B[");
    }

    @Test
    void theColourTellsCorrectFromExplainedFromUnexplained() {
        CutReport correct = cut(1, "end", 5, 5, 0, 0, 0, causes(0, 0, 0, 0, 0));
        CutReport explained = cut(1, "end", 5, 4, 0, 1, 0, causes(1, 0, 0, 0, 0));
        CutReport unexplained = cut(1, "end", 5, 4, 0, 1, 0, causes(1, 0, 0, 0, 1));
        Report report = SampleReports.report(
                "words",
                List.of(
                        architecture("first", List.of(), correct),
                        architecture("second", List.of(), explained),
                        architecture("third", List.of(), unexplained)),
                List.of(),
                Map.of());

        assertThat(ReportTable.text(report, true, true).lines())
                .anyMatch(line -> line.startsWith("\u001B[32mfirst"))
                .anyMatch(line -> line.startsWith("\u001B[33msecond"))
                .anyMatch(line -> line.startsWith("\u001B[31mthird"));
    }

    @Test
    void hostileTextCommandsNoTerminal() {
        assertThat(ReportTable.text(SampleReports.hostile(), true, false))
                .doesNotContain("\u001B", "\u0007", "\u202E", "\u2028", "\u0000")
                .contains("\\u{001B}[31m");
    }

    @Test
    void aReportWithoutRowsHasATable() {
        assertThat(ReportTable.text(SampleReports.withoutRows(), true, false))
                .contains("0 records in 1 partition")
                .contains("no cuts before the end of the log");
    }

    @Test
    void cutsWithoutADifferenceAreSaidToBeAllCorrect() {
        assertThat(ReportTable.text(SampleReports.withoutDifferences(), true, false))
                .contains("at the only cut: all rows correct");
    }

    @Test
    void saysWhatWasStruckAndWhatThatChanged() {
        Report report = SampleReports.withFaults("taskmanager@40%", "taskmanager-2");

        assertThat(ReportTable.text(report, true, false)).endsWith("""

            fault            struck         record      at  kappa recovered  read again  lambda recovered  read again
            taskmanager@40%  taskmanager-2   8,000  12.3 s          not hit           0            5.25 s       1,234
            poison@50%       log            10,000  20.0 s

            Not the same as in the run without faults: lambda.
            4 poisonous records were in the log, and 4 became dead letters, byte for byte.
            """);
        assertThat(ReportTable.text(report, false, false))
                .contains("taskmanager@40%\ttaskmanager-2\t8000\t12.300\tlambda\ttrue\t5.250\t1234\n")
                .contains("poison@50%\tlog\t10000\t20.000\t\t\t\t\n")
                .endsWith("lambda\t512\t509\t2\t1\t1\t0\n");
    }
}
