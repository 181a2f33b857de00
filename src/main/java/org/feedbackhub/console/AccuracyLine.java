package org.feedbackhub.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.feedbackhub.review.Accuracy;

/** How often something was confirmed. @param week in words, or empty for all @param share confirmed, in words */
public record AccuracyLine(String week, String kind, long decisions, long confirmed, String share) {

    private static final int PERCENT = 100;

    /** Each kind over all weeks. */
    static List<AccuracyLine> byKind(List<Accuracy.Week> weeks) {
        Map<String, List<Accuracy.Week>> kinds = grouped(weeks, Accuracy.Week::kind);
        return kinds.entrySet().stream()
                .map(one -> of("", one.getKey(), one.getValue()))
                .toList();
    }

    /** Each kind in each week, as it was counted. */
    static List<AccuracyLine> byWeek(List<Accuracy.Week> weeks) {
        return weeks.stream()
                .map(one -> of(UkTime.of(one.week()), one.kind(), List.of(one)))
                .toList();
    }

    private static AccuracyLine of(String week, String kind, List<Accuracy.Week> counted) {
        long decisions = counted.stream().mapToLong(Accuracy.Week::decisions).sum();
        long confirmed = counted.stream().mapToLong(Accuracy.Week::confirmed).sum();
        return new AccuracyLine(week, ReviewPage.words(kind), decisions, confirmed, share(confirmed, decisions));
    }

    static String share(long part, long all) {
        return all == 0 ? "" : Math.round((double) part * PERCENT / all) + "%";
    }

    private static Map<String, List<Accuracy.Week>> grouped(
            List<Accuracy.Week> weeks, Function<Accuracy.Week, String> by) {
        return weeks.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }
}
