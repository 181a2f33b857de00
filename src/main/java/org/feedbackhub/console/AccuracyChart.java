package org.feedbackhub.console;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.feedbackhub.review.Accuracy;

/**
 * Decisions by week as columns, drawn on the server: what was confirmed below, what was changed above.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param base on which the columns stand
 * @param columns one for each week
 * @param most decisions in a week, as high as the drawing goes
 * @param description the same in words
 */
public record AccuracyChart(int width, int height, int base, List<Column> columns, long most, String description) {

    private static final int STEP = 56;
    private static final int BAR = 36;
    private static final int HIGHEST = 180;
    private static final int ABOVE = 30;
    private static final int BELOW = 30;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);

    /** A week. Heights and places are those of the drawing; the number of decisions stands above the column. */
    public record Column(
            int x,
            int middle,
            int width,
            int confirmedY,
            int confirmedHeight,
            int changedY,
            int changedHeight,
            int labelY,
            String week,
            String label) {}

    static AccuracyChart of(List<LocalDate> mondays, List<Accuracy.Week> counted) {
        long most = Math.max(
                1,
                mondays.stream()
                        .mapToLong(monday -> decisions(counted, monday))
                        .max()
                        .orElse(1));
        int base = ABOVE + HIGHEST;
        List<Column> columns = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (LocalDate monday : mondays) {
            long decisions = decisions(counted, monday);
            long confirmed = confirmed(counted, monday);
            int confirmedHeight = (int) (confirmed * HIGHEST / most);
            int height = (int) (decisions * HIGHEST / most);
            int x = columns.size() * STEP + (STEP - BAR) / 2;
            columns.add(new Column(
                    x,
                    x + BAR / 2,
                    BAR,
                    base - confirmedHeight,
                    confirmedHeight,
                    base - height,
                    height - confirmedHeight,
                    base - height - 8,
                    DAY.format(monday),
                    decisions == 0 ? "" : AccuracyLine.share(confirmed, decisions)));
            if (decisions > 0) {
                words.append(words.isEmpty() ? "" : "; ")
                        .append("week of ")
                        .append(DAY.format(monday))
                        .append(": ")
                        .append(confirmed)
                        .append(" of ")
                        .append(decisions)
                        .append(" confirmed");
            }
        }
        return new AccuracyChart(
                mondays.size() * STEP,
                base + BELOW,
                base,
                columns,
                most,
                words.isEmpty() ? "Nothing was decided in these weeks." : words + ".");
    }

    private static long decisions(List<Accuracy.Week> counted, LocalDate monday) {
        return counted.stream()
                .filter(one -> one.week().equals(monday))
                .mapToLong(Accuracy.Week::decisions)
                .sum();
    }

    private static long confirmed(List<Accuracy.Week> counted, LocalDate monday) {
        return counted.stream()
                .filter(one -> one.week().equals(monday))
                .mapToLong(Accuracy.Week::confirmed)
                .sum();
    }
}
