package dev.parallax.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    private static final String ROW = "{\"key\":\"CI00001\",\"windowStart\":\"2023-01-05T11:10:00Z\","
            + "\"windowEnd\":\"2023-01-05T11:20:00Z\",\"count\":2,\"errors\":1,\"min\":20,\"max\":21,\"mean\":20.500000}";
    private static final String OTHER_ROW = ROW.replace("CI00001", "CI00002");

    @TempDir
    private Path directory;

    @Test
    void rowsAreEqualInAnyOrder() {
        assertThat(Rows.of(List.of(ROW, OTHER_ROW)).firstDifference(Rows.of(List.of(OTHER_ROW, ROW))))
                .isEmpty();
    }

    @Test
    void aSumInWholeUnitsIsTheSameAsAMean() {
        // 20 and 21 degrees are 180,000,000 and 189,000,000 ninths of a millionth.
        String inUnits = "{\"key\":\"CI00001\",\"windowStart\":\"2023-01-05T11:10:00.000Z\",\"count\":2,\"errors\":1,"
                + "\"min\":180000000,\"max\":189000000,\"sum\":369000000}";

        assertThat(Rows.of(List.of(ROW)).firstDifference(Rows.of(List.of(inUnits))))
                .isEmpty();
    }

    @Test
    void aChangedNumberIsNoticedAndItsRowNamed() {
        for (String[] change : List.of(
                new String[] {"\"count\":2", "\"count\":3"},
                new String[] {"\"errors\":1", "\"errors\":0"},
                new String[] {"\"min\":20", "\"min\":20.1"},
                new String[] {"\"max\":21", "\"max\":-21"},
                new String[] {"20.500000", "20.500000001"})) {
            Rows changed = Rows.of(List.of(ROW, OTHER_ROW.replace(change[0], change[1])));

            assertThat(Rows.of(List.of(ROW, OTHER_ROW)).firstDifference(changed))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("The row CI00002 2023-01-05T11:10:00Z should be (count 2, errors 1,"));
        }
    }

    @Test
    void aMissingAndAnAdditionalRowAreNoticed() {
        Rows one = Rows.of(List.of(ROW));
        Rows two = Rows.of(List.of(ROW, OTHER_ROW));

        assertThat(two.firstDifference(one).orElseThrow()).contains("CI00002").endsWith("is (no row).");
        assertThat(one.firstDifference(two).orElseThrow()).contains("CI00002").contains("should be (no row)");
    }

    @Test
    void aRowThatIsWrittenTwiceIsRefused() {
        assertThatThrownBy(() -> Rows.of(List.of(ROW, ROW)))
                .hasMessage("The row CI00001 2023-01-05T11:10:00Z was written twice.");
    }

    @Test
    void rowsAreGatheredFromAllPartsButNotFromWhatProgramsKeepForThemselves() throws IOException {
        Path bucket = Files.createDirectories(directory.resolve("2023-01-05--11"));
        Files.writeString(bucket.resolve("part-0"), ROW + "\n");
        Files.writeString(bucket.resolve("part-1"), OTHER_ROW + "\n");
        Files.writeString(bucket.resolve(".part-2.inprogress"), "unfinished");
        Files.writeString(
                Files.createDirectory(directory.resolve("_spark_metadata")).resolve("0"), "v1");

        assertThat(Rows.in(directory).byKey()).hasSize(2);
    }
}
