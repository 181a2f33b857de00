package org.feedbackhub.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of what is promised, written by hand from the policies' texts; it counts how often each line was looked at. */
final class PromiseTable {

    private static final Path TABLE = Path.of("src/test/resources/policy/promises.csv");
    private static final int COLUMNS = 8;

    /** A line of the table. @param what is promised @param start from which it counts */
    record Line(String clause, String council, String kind, String what, String start, int within, String unit) {}

    private final List<Line> lines;
    private final Map<Line, Integer> looks = new HashMap<>();

    PromiseTable() throws IOException {
        lines = Files.readAllLines(TABLE).stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith("clause,"))
                .map(line -> line.split(",", COLUMNS))
                .map(cells -> new Line(
                        cells[0], cells[1], cells[2], cells[3], cells[4], Integer.parseInt(cells[5]), cells[6]))
                .toList();
        lines.forEach(line -> looks.put(line, 0));
    }

    /** The line, if the council promises such a thing for the kind. */
    Optional<Line> find(String council, String kind, String what) {
        Optional<Line> found = lines.stream()
                .filter(line -> line.council().equals(council) && line.what().equals(what))
                .filter(line -> line.kind().equals(kind) || line.kind().equals("any"))
                .findFirst();
        found.ifPresent(line -> looks.merge(line, 1, Integer::sum));
        return found;
    }

    /** All that a council promises of one sort, whatever the kind. */
    List<Line> all(String council, String what) {
        return lines.stream()
                .filter(line -> line.council().equals(council) && line.what().equals(what))
                .toList();
    }

    Map<Line, Integer> looks() {
        return looks;
    }
}
