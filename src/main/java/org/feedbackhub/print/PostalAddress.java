package org.feedbackhub.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.feedbackhub.feedback.Contact;
import org.jspecify.annotations.Nullable;

/**
 * An address as it stands on an envelope: the name, the parts of the address each on a line of its own, the postcode last (Royal Mail's
 * order).
 *
 * @param name of the person, or null where none is known
 * @param lines below the name, none empty
 */
public record PostalAddress(@Nullable String name, List<String> lines) {

    /** With the name; as many fit the window in letters that are easily read. */
    static final int MOST_LINES = 7;

    /** As many letters fit a line of the window. */
    static final int LONGEST_LINE = 40;

    private static final Pattern POSTCODE =
            Pattern.compile("\\b([A-Z]{1,2}\\d[A-Z\\d]?)\\s*(\\d[A-Z]{2})\\s*$", Pattern.CASE_INSENSITIVE);

    /** A house's number, or its flat's, that is set apart from its street by a comma. */
    private static final Pattern NUMBER_ALONE = Pattern.compile("(?:flat |unit )?\\d+[a-z]?", Pattern.CASE_INSENSITIVE);

    /** The number of a house, and not of a flat in it. */
    private static final Pattern HOUSE = Pattern.compile(
            "(?<!\\d)(?<!(?:flat|unit|apartment|apt|room|no|number)[. ]{0,2})(\\d+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]+");

    /** With what a line may begin that a spreadsheet would compute. */
    private static final Pattern NOT_A_BEGINNING = Pattern.compile("^[\\s=+@,;.-]+");

    /** What a letter from here does not need, and what would hide the postcode before it. */
    private static final Pattern HERE =
            Pattern.compile("(?:england|uk|u\\.k\\.|gb|great britain|united kingdom)", Pattern.CASE_INSENSITIVE);

    /**
     * Of a person; nothing if there are not at least two lines to find them by, or more than the window has room for, or two postcodes,
     * of which nobody knows the right one.
     */
    static Optional<PostalAddress> of(Contact contact) {
        if (contact.address() == null) {
            return Optional.empty();
        }
        String given = contact.name() == null ? "" : line(contact.name());
        String name = given.isEmpty() ? null : given;
        List<String> lines = lines(contact.address());
        if (!lines.isEmpty() && lines.get(0).equalsIgnoreCase(given)) {
            lines.remove(0);
        }
        if (!lines.isEmpty() && HERE.matcher(lines.get(lines.size() - 1)).matches()) {
            lines.remove(lines.size() - 1);
        }
        String asGiven = contact.postcode() == null ? "" : written(line(contact.postcode()));
        Set<String> postcodes = taken(lines);
        if (isPostcode(asGiven)) {
            postcodes.add(asGiven);
        }
        if (postcodes.size() > 1) {
            return Optional.empty();
        }
        // elsewhere postcodes look otherwise, but none is without a figure
        String foreign = asGiven.matches(".*\\d.*") && !lines.contains(asGiven) ? asGiven : "";
        String postcode = postcodes.stream().findFirst().orElse(foreign);
        if (!postcode.isEmpty()) {
            lines.add(postcode);
        }
        List<String> fitting = fitting(lines, name == null ? MOST_LINES : MOST_LINES - 1);
        boolean found = lines.size() > 1
                && fitting.size() + (name == null ? 0 : 1) <= MOST_LINES
                && Stream.concat(Stream.ofNullable(name), fitting.stream())
                        .allMatch(line -> line.length() <= LONGEST_LINE);
        return found ? Optional.of(new PostalAddress(name, List.copyOf(fitting))) : Optional.empty();
    }

    /** Whether its postcode stands in this address. */
    boolean isOneOf(List<String> address) {
        String last = lines.get(lines.size() - 1);
        return isPostcode(last)
                && address.stream().map(POSTCODE::matcher).filter(Matcher::find).anyMatch(found -> written(
                                found.group())
                        .equals(last));
    }

    /** The same for all who live in a house, however it is written: its postcode and number, or all of the address where it has none. */
    public String place() {
        String last = lines.get(lines.size() - 1);
        if (!isPostcode(last)) {
            return String.join(" ", lines).toUpperCase(Locale.UK).replaceAll("[^\\p{L}\\p{N}]+", " ");
        }
        Matcher number = HOUSE.matcher(String.join(" ", lines.subList(0, lines.size() - 1)));
        return last + (number.find() ? " " + number.group(1) : "");
    }

    /** With the name before them. */
    List<String> all() {
        return Stream.concat(Stream.ofNullable(name), lines.stream()).toList();
    }

    /** What stands in one line, parted by commas, is parted into lines; a house's number stays before its street. */
    private static List<String> lines(String address) {
        List<String> lines = new ArrayList<>();
        String separators = address.strip().contains("\n") ? "\\R" : ",";
        for (String part : address.strip().split(separators)) {
            String line = line(part);
            int last = lines.size() - 1;
            if (last >= 0 && NUMBER_ALONE.matcher(lines.get(last)).matches()) {
                lines.set(last, lines.get(last) + " " + line);
            } else if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String line(String text) {
        String seen = UNSEEN.matcher(text).replaceAll(" ").replaceAll("\\s+", " ");
        return NOT_A_BEGINNING.matcher(seen).replaceFirst("").replaceFirst("[\\s,;]+$", "");
    }

    /** The postcodes at the ends of lines, from which they are taken: the postcode has a line of its own, the last, in capitals. */
    private static Set<String> taken(List<String> lines) {
        Set<String> postcodes = new LinkedHashSet<>();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher found = POSTCODE.matcher(lines.get(i));
            if (found.find()) {
                postcodes.add(written(found.group()));
                String before = line(lines.get(i).substring(0, found.start()));
                if (before.isEmpty()) {
                    lines.remove(i);
                } else {
                    lines.set(i, before);
                }
            }
        }
        return postcodes;
    }

    private static boolean isPostcode(String text) {
        return POSTCODE.matcher(text).matches();
    }

    private static String written(String postcode) {
        return POSTCODE.matcher(postcode.strip().toUpperCase(Locale.UK)).replaceAll("$1 $2");
    }

    /** The shortest neighbours are joined until there are few enough; the last, which is the postcode's, stays alone. */
    private static List<String> fitting(List<String> lines, int atMost) {
        List<String> fitting = new ArrayList<>(lines);
        while (fitting.size() > atMost) {
            int shortest = -1;
            for (int i = 0; i + 2 < fitting.size(); i++) {
                if (shortest < 0
                        || joined(fitting, i).length()
                                < joined(fitting, shortest).length()) {
                    shortest = i;
                }
            }
            if (shortest < 0 || joined(fitting, shortest).length() > LONGEST_LINE) {
                return fitting;
            }
            fitting.set(shortest, joined(fitting, shortest));
            fitting.remove(shortest + 1);
        }
        return fitting;
    }

    private static String joined(List<String> lines, int first) {
        return String.join(", ", Arrays.asList(lines.get(first), lines.get(first + 1)));
    }
}
