package org.feedbackhub.council;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Which days are working days in England and Wales: not Saturdays, Sundays or bank holidays.
 *
 * @param bankHolidays as GOV.UK publishes them
 */
public record WorkingCalendar(Set<LocalDate> bankHolidays) {

    public WorkingCalendar {
        bankHolidays = Set.copyOf(bankHolidays);
    }

    /**
     * The day that is so many working days after the start; the start itself is day 0, whatever day it is.
     *
     * @param closed further days that do not count
     */
    public LocalDate plusWorkingDays(LocalDate start, int days, Set<LocalDate> closed) {
        LocalDate day = start;
        int counted = 0;
        while (counted < days) {
            day = day.plusDays(1);
            if (isWorkingDay(day, closed)) {
                counted++;
            }
        }
        return day;
    }

    /**
     * The day that is so many working days before another, which itself does not count, whatever day it is.
     *
     * @param closed further days that do not count
     */
    public LocalDate minusWorkingDays(LocalDate end, int days, Set<LocalDate> closed) {
        LocalDate day = end;
        int counted = 0;
        while (counted < days) {
            day = day.minusDays(1);
            if (isWorkingDay(day, closed)) {
                counted++;
            }
        }
        return day;
    }

    /** @param closed further days on which nobody works */
    public boolean isWorkingDay(LocalDate day, Set<LocalDate> closed) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !bankHolidays.contains(day)
                && !closed.contains(day);
    }

    /** The last day that the bank holidays are known for: the end of the last year that holds one. */
    public LocalDate knownUntil() {
        return bankHolidays.stream()
                .max(LocalDate::compareTo)
                .map(last -> LocalDate.of(last.getYear(), 12, 31))
                .orElse(LocalDate.MIN);
    }
}
