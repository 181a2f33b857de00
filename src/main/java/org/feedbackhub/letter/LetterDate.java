package org.feedbackhub.letter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The date that a letter bears, as people in the United Kingdom write it: the day before the month. */
final class LetterDate {

    private static final Map<String, Month> MONTHS = Stream.of(Month.values())
            .collect(Collectors.toMap(month -> month.name().substring(0, 3).toLowerCase(Locale.ROOT), month -> month));

    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?i)\\b(\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? " + MONTH + ",? ((?:19|20)\\d{2})\\b");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?i)\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\\d{2})\\b");
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![\\d/.-])(\\d{1,2})([/.-])(\\d{1,2})\\2((?:20)?\\d{2})(?![\\d/.-])");
    private static final int CENTURY = 2000;
    private static final int YEARS = 100;

    private LetterDate() {}

    /** The first date in the text. */
    static Optional<LocalDate> in(String text) {
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.find()) {
            return date(dayFirst.group(3), month(dayFirst.group(2)), dayFirst.group(1));
        }
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        if (monthFirst.find()) {
            return date(monthFirst.group(3), month(monthFirst.group(1)), monthFirst.group(2));
        }
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.find()
                ? date(numbers.group(4), Integer.parseInt(numbers.group(3)), numbers.group(1))
                : Optional.empty();
    }

    private static int month(String name) {
        return MONTHS.get(name.toLowerCase(Locale.ROOT)).getValue();
    }

    private static Optional<LocalDate> date(String year, int month, String day) {
        int number = Integer.parseInt(year);
        try {
            return Optional.of(LocalDate.of(number < YEARS ? CENTURY + number : number, month, Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
