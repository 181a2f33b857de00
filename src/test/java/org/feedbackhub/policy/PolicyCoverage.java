package org.feedbackhub.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Which tests show which clause.
 *
 * @param titles of all clauses, in their order
 * @param pending why a clause is not, or not wholly, shown
 * @param tests by clause, each as {@code SomeTest: what it shows}
 */
record PolicyCoverage(Map<String, String> titles, Map<String, String> pending, Map<String, Collection<String>> tests) {

    /** Reads the two lists and looks for {@link Clause} on these classes and their methods. */
    static PolicyCoverage of(Path clauses, Path pending, Stream<Class<?>> classes) {
        Map<String, Collection<String>> tests = new LinkedHashMap<>();
        classes.forEach(type -> {
            for (Method method : type.getDeclaredMethods()) {
                if (isTest(type, method)) {
                    Stream.concat(named(type), named(method)).forEach(clause -> tests.computeIfAbsent(
                                    clause, any -> new TreeSet<>())
                            .add(type.getSimpleName() + ": " + method.getName().replace('_', ' ')));
                }
            }
        });
        return new PolicyCoverage(read(clauses), read(pending), tests);
    }

    /** The classes of tests that the build runs, from a folder of compiled ones. */
    static Stream<Class<?>> classesIn(Path folder) {
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                String path = folder.relativize(file).toString();
                if (path.endsWith(".class") && !path.endsWith("package-info.class")) {
                    found.add(Class.forName(
                            path.substring(0, path.length() - ".class".length()).replace('/', '.'),
                            false,
                            PolicyCoverage.class.getClassLoader()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return found.stream().filter(PolicyCoverage::isRun);
    }

    private static boolean isRun(Class<?> type) {
        return type.getEnclosingClass() == null
                ? type.getSimpleName().endsWith("Test") || type.getSimpleName().endsWith("IT")
                : AnnotationSupport.isAnnotated(type, Nested.class) && isRun(type.getEnclosingClass());
    }

    /** What is wrong, each as a sentence that says what to do; nothing if every clause is accounted for. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        for (Map.Entry<String, String> clause : titles.entrySet()) {
            if (!tests.containsKey(clause.getKey()) && !pending.containsKey(clause.getKey())) {
                gaps.add("No test shows " + clause.getKey() + " (" + clause.getValue()
                        + "): put @Clause(\"" + clause.getKey()
                        + "\") on one that does, or say in policy/pending.csv why there is none yet");
            }
        }
        tests.forEach((clause, by) -> {
            if (!titles.containsKey(clause)) {
                gaps.add("@Clause names " + clause + ", which is not in policy/clauses.csv: " + by);
            }
        });
        pending.forEach((clause, reason) -> {
            if (!titles.containsKey(clause) || reason.isBlank()) {
                gaps.add("policy/pending.csv has a line without a clause of policy/clauses.csv or without a reason: "
                        + clause);
            }
        });
        return gaps;
    }

    /** The table, in Markdown. */
    String table() {
        String rows = titles.entrySet().stream()
                .map(clause ->
                        "| " + clause.getKey() + " | " + clause.getValue() + " | " + shown(clause.getKey()) + " |")
                .collect(Collectors.joining("\n"));
        long shown = titles.keySet().stream().filter(tests::containsKey).count();
        return "# The policies' clauses and the tests that show them\n\n" + shown + " of " + titles.size()
                + " clauses are shown by a test; " + pending.size() + " are pending, wholly or in part.\n\n"
                + "| clause | what it asks for | shown by |\n|---|---|---|\n" + rows + "\n";
    }

    private String shown(String clause) {
        List<String> lines = new ArrayList<>(tests.getOrDefault(clause, List.of()));
        if (pending.containsKey(clause)) {
            lines.add(0, "**pending**: " + pending.get(clause));
        } else if (lines.isEmpty()) {
            lines.add("**nothing**");
        }
        return String.join("<br>", lines);
    }

    private static boolean isTest(Class<?> type, Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class)
                && !AnnotationSupport.isAnnotated(method, Disabled.class)
                && !AnnotationSupport.isAnnotated(type, Disabled.class);
    }

    private static Stream<String> named(AnnotatedElement element) {
        Clause clause = element.getAnnotation(Clause.class);
        return clause == null ? Stream.empty() : Arrays.stream(clause.value());
    }

    /** Two columns with a line of headings, of which the second may be in quotes. */
    private static Map<String, String> read(Path file) {
        try {
            Map<String, String> read = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("#") && !line.startsWith("clause,")) {
                    String[] cells = line.split(",", 2);
                    read.put(cells[0], cells.length == 1 ? "" : cells[1].replace("\"", ""));
                }
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
