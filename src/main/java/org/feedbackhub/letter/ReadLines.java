package org.feedbackhub.letter;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a page as the engine read them, each with its place.
 *
 * @param lines in the order in which they are read
 * @param confidence the mean of the words, of 100; short words are as uncertain as long ones, so each counts once
 */
record ReadLines(List<Line> lines, int confidence) {

    private static final int COLUMNS = 12;
    private static final int TOP = 7;
    private static final int CONFIDENCE = 10;
    private static final int WORD = 11;
    private static final int LEVEL_OF_LINE = 4;
    private static final int LEVEL_OF_WORD = 5;

    /** A larger step than from line to line is an empty line between; the engine itself takes each short line for a paragraph. */
    private static final double EMPTY_LINE = 1.5;

    /** @param top in dots from the upper edge */
    record Line(int top, String text) {}

    /** From the engine's table: a row for each line and each word, tabs between. */
    static ReadLines of(String table) {
        List<Line> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int top = 0;
        double sum = 0;
        int words = 0;
        for (String row : table.split("\n")) {
            String[] cells = row.split("\t", COLUMNS);
            if (cells.length < COLUMNS) {
                continue;
            }
            int level = Integer.parseInt(cells[0]);
            if (level == LEVEL_OF_WORD && !cells[WORD].isBlank()) {
                text.append(text.isEmpty() ? "" : " ").append(cells[WORD].strip());
                sum += Double.parseDouble(cells[CONFIDENCE]);
                words++;
            } else if (level <= LEVEL_OF_LINE) {
                add(lines, top, text);
                top = Integer.parseInt(cells[TOP]);
            }
        }
        add(lines, top, text);
        return new ReadLines(List.copyOf(lines), words == 0 ? 0 : (int) (sum / words));
    }

    private static void add(List<Line> lines, int top, StringBuilder text) {
        if (!text.isEmpty()) {
            lines.add(new Line(top, text.toString()));
            text.setLength(0);
        }
    }

    /** The text with empty lines where the page has them, and where another column begins. */
    String text() {
        double usual = usualStep();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                int step = lines.get(i).top() - lines.get(i - 1).top();
                text.append(step < 0 || step > EMPTY_LINE * usual ? "\n\n" : "\n");
            }
            text.append(lines.get(i).text());
        }
        return text.toString();
    }

    /** The lower quarter of the steps down: short letters have more gaps than lines. */
    private double usualStep() {
        List<Integer> steps = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            int step = lines.get(i).top() - lines.get(i - 1).top();
            if (step > 0) {
                steps.add(step);
            }
        }
        steps.sort(null);
        return steps.isEmpty() ? 0 : steps.get(steps.size() / 4);
    }
}
