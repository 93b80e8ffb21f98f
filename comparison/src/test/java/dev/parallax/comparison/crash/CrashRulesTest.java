package dev.parallax.comparison.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.byteman.check.RuleCheck;
import org.jboss.byteman.check.RuleCheckResult;
import org.junit.jupiter.api.Test;

/** A rule that fits no class says nothing when it runs: it would be a crash point where nothing crashes. */
final class CrashRulesTest {
    @Test
    void everyRuleFitsTheClassesItIsFor() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        RuleCheckResult result = checked(Files.readString(CrashPoints.rules()), said);

        assertThat(result.hasError()).as(said.toString(StandardCharsets.UTF_8)).isFalse();
        assertThat(result.hasWarning())
                .as(said.toString(StandardCharsets.UTF_8))
                .isFalse();
    }

    @Test
    void aRuleThatFitsNoMethodIsNoticed() throws IOException {
        String rules =
                Files.readString(CrashPoints.rules()).replace("METHOD rewriteEveryRow", "METHOD rewriteEveryLine");

        RuleCheckResult result = checked(rules, new ByteArrayOutputStream());

        assertThat(result.hasError() || result.hasWarning()).isTrue();
    }

    @Test
    void everyCrashPointWhereAProcessEndsItselfHasItsRule() throws IOException {
        List<String> rules = Files.readAllLines(CrashPoints.rules());

        List<String> points = Stream.of(CrashPoint.values())
                .filter(CrashPoint::hasRule)
                .map(CrashPoint::label)
                .sorted()
                .toList();

        assertThat(points).hasSizeGreaterThan(20);
        assertThat(begun(rules, "RULE ", "")).isEqualTo(points);
        assertThat(begun(rules, "DO at(\"", "\")")).isEqualTo(points);
    }

    private static List<String> begun(List<String> rules, String with, String end) {
        return rules.stream()
                .filter(line -> line.startsWith(with))
                .map(line -> line.substring(with.length(), line.length() - end.length()))
                .sorted()
                .toList();
    }

    private static RuleCheckResult checked(String rules, ByteArrayOutputStream said) {
        RuleCheck check = new RuleCheck();
        check.setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8));
        check.addRule("crash-points.btm", rules);
        check.checkRules();
        return check.getResult();
    }
}
