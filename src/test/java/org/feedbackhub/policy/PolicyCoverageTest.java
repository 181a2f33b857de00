package org.feedbackhub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes {@code target/policy-coverage.md}, and fails where a clause has neither a test nor a reason. */
class PolicyCoverageTest {

    private static final Path CLAUSES = Path.of("src/test/resources/policy/clauses.csv");
    private static final Path PENDING = Path.of("src/test/resources/policy/pending.csv");
    private static final Path REPORT = Path.of("target/policy-coverage.md");

    @TempDir
    Path folder;

    @Test
    void every_clause_has_a_test_or_a_reason() throws IOException, URISyntaxException {
        Path tests = Path.of(
                Clause.class.getProtectionDomain().getCodeSource().getLocation().toURI());

        PolicyCoverage coverage = PolicyCoverage.of(CLAUSES, PENDING, PolicyCoverage.classesIn(tests));

        Files.writeString(REPORT, coverage.table());
        assertThat(coverage.titles()).as("P1 to P24, and P13a").hasSize(25);
        assertThat(coverage.gaps()).isEmpty();
    }

    @Test
    void a_clause_without_a_test_is_named_and_said_what_to_do() throws IOException {
        PolicyCoverage coverage = coverage("P1,One\nP2,Two\nP3,Three\n", "P3,being built\n");

        assertThat(coverage.gaps()).singleElement().asString().contains("P2 (Two)", "@Clause(\"P2\")", "pending.csv");
        assertThat(coverage.table())
                .contains("1 of 3 clauses")
                .contains("| P1 | One | Example: shows it |")
                .contains("| P2 | Two | **nothing** |")
                .contains("| P3 | Three | **pending**: being built |");
    }

    @Test
    void a_clause_that_nobody_knows_and_a_reason_that_is_none_are_named() throws IOException {
        assertThat(coverage("P9,Nine\n", "P9,\nP10,never\n").gaps())
                .hasSize(3)
                .anyMatch(gap -> gap.contains("@Clause names P1,"))
                .anyMatch(gap -> gap.endsWith("without a reason: P9"))
                .anyMatch(gap -> gap.endsWith("without a reason: P10"));
    }

    private PolicyCoverage coverage(String clauses, String pending) throws IOException {
        return PolicyCoverage.of(
                Files.writeString(folder.resolve("clauses.csv"), "clause,title\n" + clauses),
                Files.writeString(folder.resolve("pending.csv"), "clause,reason\n" + pending),
                Stream.of(Example.class));
    }

    /** Not run: what is looked at in the tests above. */
    static class Example {

        @Test
        @Clause("P1")
        void shows_it() {}

        @Test
        @Disabled("shows that a test which is not run shows nothing")
        @Clause("P2")
        void would_show_it() {}

        @Clause("P2")
        void is_no_test() {}
    }
}
