package org.feedbackhub.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A calendar as it hangs on the wall, with the bank holidays crossed out, on which days are counted with the finger and the
 * hours minute by minute. Simple, and shares nothing with the hub's own.
 */
final class WallCalendar {

    private static final Path HOLIDAYS = Path.of("src/test/resources/policy/bank-holidays.csv");
    private static final List<String> WEEK =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    /** A Monday. */
    private static final LocalDate FIRST = LocalDate.of(2025, 12, 1);

    private static final LocalDate LAST = LocalDate.of(2028, 12, 31);
    private static final Instant START = FIRST.atStartOfDay().toInstant(ZoneOffset.UTC);

    /** British Summer Time, from one o'clock GMT on a last Sunday to one o'clock GMT on another. */
    private static final List<List<Instant>> SUMMERS = List.of(
            List.of(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-10-25T01:00:00Z")),
            List.of(Instant.parse("2027-03-28T01:00:00Z"), Instant.parse("2027-10-31T01:00:00Z")),
            List.of(Instant.parse("2028-03-26T01:00:00Z"), Instant.parse("2028-10-29T01:00:00Z")));

    private final Set<LocalDate> working = new HashSet<>();
    private final Set<LocalDate> bankHolidays = new HashSet<>();
    private final LocalTime opens;

    /** Each minute in which residents are written to is marked. */
    private final BitSet open = new BitSet();

    /** @param opens when residents are first written to on a working day @param closes when no longer */
    WallCalendar(LocalTime opens, LocalTime closes) throws IOException {
        this.opens = opens;
        List<String> weekdays = new ArrayList<>();
        int day = 0;
        for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
            String weekday = WEEK.get(day++ % WEEK.size());
            weekdays.add(date + "," + weekday);
            if (!weekday.equals("Saturday") && !weekday.equals("Sunday")) {
                working.add(date);
            }
        }
        for (String line : Files.readAllLines(HOLIDAYS)) {
            if (line.matches("\\d.*")) {
                if (!weekdays.contains(line.substring(0, line.lastIndexOf(',')))) {
                    throw new IllegalStateException("not on that day of the week: " + line);
                }
                LocalDate date = LocalDate.parse(line.substring(0, line.indexOf(',')));
                bankHolidays.add(date);
                working.remove(date);
            }
        }
        for (int i = 0; i < minute(LAST.atStartOfDay().toInstant(ZoneOffset.UTC)); i++) {
            LocalDateTime london = london(START.plus(Duration.ofMinutes(i)));
            open.set(
                    i,
                    working.contains(london.toLocalDate())
                            && !london.toLocalTime().isBefore(opens)
                            && london.toLocalTime().isBefore(closes));
        }
    }

    Set<LocalDate> bankHolidays() {
        return bankHolidays;
    }

    boolean isWorkingDay(LocalDate date) {
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new IllegalArgumentException("not on this calendar: " + date);
        }
        return working.contains(date);
    }

    /** The day that a count ends on, of which the first is the day after the start. */
    LocalDate count(LocalDate start, int within, String unit) {
        return switch (unit) {
            case "days" -> days(start, within);
            case "working-days" -> workingDays(start, within);
            case "months" -> months(start, within);
            default -> throw new IllegalArgumentException(unit);
        };
    }

    private static LocalDate days(LocalDate start, int within) {
        LocalDate date = start;
        for (int i = 0; i < within; i++) {
            date = date.plusDays(1);
        }
        return date;
    }

    private LocalDate workingDays(LocalDate start, int within) {
        LocalDate date = start;
        for (int left = within; left > 0; ) {
            date = date.plusDays(1);
            left -= isWorkingDay(date) ? 1 : 0;
        }
        return date;
    }

    /** The same day of the month, or its last where it has no such day. */
    private static LocalDate months(LocalDate start, int within) {
        int month = start.getYear() * 12 + start.getMonthValue() - 1 + within;
        LocalDate last = LocalDate.of(month / 12, month % 12 + 1, 1);
        while (last.plusDays(1).getMonthValue() == month % 12 + 1 && last.getDayOfMonth() < start.getDayOfMonth()) {
            last = last.plusDays(1);
        }
        return last;
    }

    /** How many working days lie from the first day to before the second. */
    int workingDaysFrom(LocalDate first, LocalDate before) {
        int count = 0;
        for (LocalDate date = first; date.isBefore(before); date = date.plusDays(1)) {
            count += isWorkingDay(date) ? 1 : 0;
        }
        return count;
    }

    /** What the clock on the wall shows. */
    LocalDateTime london(Instant moment) {
        boolean summer = false;
        for (List<Instant> one : SUMMERS) {
            summer |= !moment.isBefore(one.get(0)) && moment.isBefore(one.get(1));
        }
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC).plusHours(summer ? 1 : 0);
    }

    LocalDate day(Instant moment) {
        return london(moment).toLocalDate();
    }

    /** The moment at which it shows that, outside the hours at which it is changed. */
    Instant at(LocalDate date, LocalTime time) {
        Instant winter = date.atTime(time).toInstant(ZoneOffset.UTC);
        return london(winter).toLocalTime().equals(time) ? winter : winter.minus(Duration.ofHours(1));
    }

    Instant opening(LocalDate date) {
        return at(date, opens);
    }

    /** The first moment of the day after. */
    Instant over(LocalDate date) {
        return at(date.plusDays(1), LocalTime.MIDNIGHT);
    }

    /** Whether residents are written to. */
    boolean isOpen(Instant moment) {
        return open.get(minute(moment));
    }

    /** The first such moment from this one on. */
    Instant nextOpen(Instant from) {
        return isOpen(from) ? from : START.plus(Duration.ofMinutes(open.nextSetBit(minute(from))));
    }

    private static int minute(Instant moment) {
        return Math.toIntExact(Duration.between(START, moment).toMinutes());
    }
}
