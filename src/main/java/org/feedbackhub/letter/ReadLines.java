package org.feedbackhub.letter;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a page as the engine read them, each with its place.
 *
 * @param lines in the order in which they are read
 * @param confidence of 100, the mean of the words (short ones are as uncertain as long ones, so each counts once), or that of the worst
 *     longer line where that is far lower: what was filled in by hand on a printed form must not hide among the print
 * @param words each with its place
 */
record ReadLines(List<Line> lines, int confidence, List<Word> words) {

    private static final int COLUMNS = 12;
    private static final int LEFT = 6;
    private static final int TOP = 7;
    private static final int WIDTH = 8;
    private static final int HEIGHT = 9;
    private static final int CONFIDENCE = 10;
    private static final int WORD = 11;
    private static final int LEVEL_OF_LINE = 4;
    private static final int LEVEL_OF_WORD = 5;

    private static final int CERTAIN = 100;
    private static final int LONGER_LINE = 12;
    private static final int UNREAD_LINE = 50;

    /** A larger step than from line to line is an empty line between; the engine itself takes each short line for a paragraph. */
    private static final double EMPTY_LINE = 1.5;

    /** @param top in dots from the upper edge @param confidence the mean of its words */
    record Line(int top, String text, double confidence) {}

    /** A word and where it stands, in dots. */
    record Word(String text, int left, int top, int width, int height) {}

    /** From the engine's table: a row for each line and each word, tabs between. */
    static ReadLines of(String table) {
        List<Line> lines = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<String> line = new ArrayList<>();
        int top = 0;
        double sum = 0;
        double sumOfLine = 0;
        for (String row : table.split("\n")) {
            String[] cells = row.split("\t", COLUMNS);
            if (cells.length < COLUMNS) {
                continue;
            }
            int level = Integer.parseInt(cells[0]);
            if (level == LEVEL_OF_WORD && !cells[WORD].isBlank()) {
                line.add(cells[WORD].strip());
                words.add(new Word(
                        cells[WORD].strip(),
                        Integer.parseInt(cells[LEFT]),
                        Integer.parseInt(cells[TOP]),
                        Integer.parseInt(cells[WIDTH]),
                        Integer.parseInt(cells[HEIGHT])));
                sumOfLine += Double.parseDouble(cells[CONFIDENCE]);
            } else if (level <= LEVEL_OF_LINE) {
                add(lines, top, line, sumOfLine);
                sum += sumOfLine;
                sumOfLine = 0;
                top = Integer.parseInt(cells[TOP]);
            }
        }
        add(lines, top, line, sumOfLine);
        sum += sumOfLine;
        int mean = words.isEmpty() ? 0 : (int) (sum / words.size());
        return new ReadLines(List.copyOf(lines), Math.min(mean, worst(lines)), List.copyOf(words));
    }

    private static void add(List<Line> lines, int top, List<String> words, double sum) {
        if (!words.isEmpty()) {
            lines.add(new Line(top, String.join(" ", words), sum / words.size()));
            words.clear();
        }
    }

    /** Of the longer lines that nobody could read; 100 if there is none. Specks are taken for short ones. */
    private static int worst(List<Line> lines) {
        double worst = lines.stream()
                .filter(line -> line.text().length() >= LONGER_LINE)
                .mapToDouble(Line::confidence)
                .filter(confidence -> confidence < UNREAD_LINE)
                .min()
                .orElse(CERTAIN);
        return (int) worst;
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
