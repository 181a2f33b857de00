package org.feedbackhub.email;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.feedbackhub.arrival.DeliveryReport;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/** Takes out of a bounce, a delay warning or a read receipt what it reports, from its parts or else from its words. */
final class BouncedMail {

    /** Reports of something else than delivery: that the mail was read, or called spam. */
    private static final Set<String> NO_DELIVERY =
            Set.of("message/disposition-notification", "message/feedback-report");

    private static final List<String> CAME_BACK_TO = List.of("to", "delivered-to", "x-original-to", "envelope-to");
    private static final Pattern IN_ADDRESS = Pattern.compile("[+.=_-]([A-Za-z]{2,4}-\\w{4}-\\w{4})@");
    private static final int LOOKED_AT = 64 * 1024;
    private static final int MOST = 20;
    private static final String ADDRESS = "[^\\s<>\"'(),:;@]{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9]";

    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^[>|\\s]{0,8}(?:original-)?message-id\\s{0,2}:\\s{0,8}(<[^<>\\s]{3,250}>)");
    private static final Pattern IDENTIFIER = Pattern.compile("<[^<>\\s]{3,250}>");
    private static final Pattern RECIPIENT = Pattern.compile(
            "(?im)^(?:final|original)-recipient\\s{0,2}:\\s{0,8}[\\w-]{1,20}\\s{0,2};\\s{0,8}<?(" + ADDRESS + ")");
    private static final Pattern ACTION = Pattern.compile("(?im)^action\\s{0,2}:\\s{0,8}([a-z]{1,20})");
    private static final Pattern STATUS = Pattern.compile("(?im)^status\\s{0,2}:\\s{0,8}([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t]*\\n");
    private static final Pattern NAMED_ADDRESS = Pattern.compile("(?m)^\\s{0,8}(?:to: ?)?<?(" + ADDRESS
            + ")>?(?:\\s*$|\\s*:|\\s+\\(|\\.{3})|(?:to|recipient|address|for|user) <?(" + ADDRESS + ")>?");
    private static final Pattern STATUS_IN_WORDS = Pattern.compile(
            "(?<![\\d.])[45]\\d\\d[ -]#?([45]\\.\\d{1,3}\\.\\d{1,3})\\b|[(#]([45]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern ADDRESS_ALONE = Pattern.compile(ADDRESS);
    private static final Pattern RETURNED_MAIL = Pattern.compile(
            "(?im)^(?:-{2,}.{0,60}(?:original|copy|below|returned|unsent|message).{0,80}|return-path:.*|received: .*|message-id:.*)$");
    private static final Pattern FROM =
            Pattern.compile("\\b(?:from|sender|contact|reply-to)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERP = Pattern.compile("[^\\s<>+]{1,64}\\+([^\\s<>=@]{1,64})=([A-Za-z0-9.-]{1,253})@");
    private static final Pattern NOT_FINAL = Pattern.compile(
            "\\b(?:delay(?:ed)?|not (?:yet )?been delivered yet|will (?:keep|continue|be) (?:to )?(?:re)?try(?:ing)?"
                    + "|will be retried|still (?:being |be )?(?:re)?tr(?:y|ied)|do not need to resend|warning only)\\b",
            Pattern.CASE_INSENSITIVE);

    private final ParsedMail mail;
    private final List<String> statusParts = new ArrayList<>();
    private final Set<String> messageIds = new LinkedHashSet<>();
    private final String words;

    private BouncedMail(ParsedMail mail) {
        this.mail = mail;
        this.words = mail.text().substring(0, Math.min(mail.text().length(), LOOKED_AT));
    }

    /** What the mail reports; parts that it does not have are empty or null. */
    static DeliveryReport report(ParsedMail mail) {
        return new BouncedMail(mail).report();
    }

    private DeliveryReport report() {
        for (ReceivedFile file : mail.attachments()) {
            String type = file.declaredType();
            if (type.endsWith("delivery-status") || type.equals("message/disposition-notification")) {
                statusParts.add(start(file));
            } else if (type.startsWith("message/") || type.equals("text/rfc822-headers")) {
                addIds(MESSAGE_ID, start(file));
            }
        }
        if (statusParts.isEmpty() && ACTION.matcher(words).find()) {
            // a bounce whose parts are broken has its fields among the words
            statusParts.add(words);
        }
        statusParts.forEach(part -> addIds(MESSAGE_ID, part));
        addIds(MESSAGE_ID, words);
        mail.header("in-reply-to").forEach(value -> addIds(IDENTIFIER, value));
        mail.header("references").forEach(value -> addIds(IDENTIFIER, value));
        List<String> groups = groups();
        return new DeliveryReport(List.copyOf(messageIds), references(), recipients(groups), failed(), status(groups));
    }

    /** The address that it came back to may be one of a kind for each feedback. */
    private List<Reference> references() {
        return CAME_BACK_TO.stream()
                .flatMap(name -> mail.header(name).stream())
                .flatMap(value -> IN_ADDRESS.matcher(value).results())
                .flatMap(found -> Reference.parse(found.group(1)).stream())
                .distinct()
                .toList();
    }

    private void addIds(Pattern pattern, String where) {
        Matcher found = pattern.matcher(where);
        while (messageIds.size() < MOST && found.find()) {
            messageIds.add(found.groupCount() == 0 ? found.group() : found.group(1));
        }
    }

    /** The groups of fields that are each about one recipient; where one has failed, only those that have. */
    private List<String> groups() {
        List<String> groups = new ArrayList<>();
        statusParts.forEach(part -> groups.addAll(List.of(EMPTY_LINE.split(part.replace("\r", "")))));
        List<String> failed = groups.stream()
                .filter(group -> first(ACTION, group).filter("failed"::equals).isPresent())
                .toList();
        return failed.isEmpty() ? groups : failed;
    }

    private List<EmailAddress> recipients(List<String> groups) {
        Set<EmailAddress> named = new LinkedHashSet<>();
        groups.forEach(group -> addAddresses(RECIPIENT, group, named));
        mail.header("x-failed-recipients").forEach(value -> addAddresses(ADDRESS_ALONE, value, named));
        mail.header("to").forEach(value -> addVerp(value, named));
        mail.header("delivered-to").forEach(value -> addVerp(value, named));
        if (named.isEmpty()) {
            String words = beforeTheReturnedMail();
            addAddresses(NAMED_ADDRESS, words, named);
            if (named.isEmpty()) {
                words.lines()
                        .filter(line -> !FROM.matcher(line).find())
                        .forEach(line -> addAddresses(ADDRESS_ALONE, line, named));
            }
            mail.from().ifPresent(from -> named.remove(from.address()));
            named.removeIf(address -> mail.header("to").stream().anyMatch(to -> to.contains(address.value())));
        }
        return List.copyOf(named);
    }

    private String beforeTheReturnedMail() {
        Matcher returned = RETURNED_MAIL.matcher(words);
        return returned.find() && returned.start() > 0 ? words.substring(0, returned.start()) : words;
    }

    private static void addAddresses(Pattern pattern, String where, Set<EmailAddress> into) {
        Matcher found = pattern.matcher(where);
        while (into.size() < MOST && found.find()) {
            String address = found.group();
            for (int i = 1; i <= found.groupCount(); i++) {
                address = found.group(i) == null ? address : found.group(i);
            }
            EmailAddress.parse(address).ifPresent(into::add);
        }
    }

    /** A return address may carry the recipient's: {@code bounces+ann=example.org@council} is about Ann. */
    private static void addVerp(String value, Set<EmailAddress> into) {
        Matcher verp = VERP.matcher(value);
        if (verp.find()) {
            EmailAddress.parse(verp.group(1) + "@" + verp.group(2)).ifPresent(into::add);
        }
    }

    private boolean failed() {
        for (String part : statusParts) {
            Optional<String> action = first(ACTION, part);
            if (action.isPresent()) {
                return action.get().equals("failed")
                        || part.toLowerCase(Locale.ROOT).contains("action: failed");
            }
            Optional<String> status = first(STATUS, part);
            if (status.isPresent()) {
                return status.get().startsWith("5");
            }
        }
        boolean ofAnotherMatter =
                mail.attachments().stream().anyMatch(file -> NO_DELIVERY.contains(file.declaredType()));
        return !ofAnotherMatter
                && !NOT_FINAL.matcher(mail.subject()).find()
                && !NOT_FINAL.matcher(beforeTheReturnedMail()).find();
    }

    private @Nullable String status(List<String> groups) {
        for (String group : groups) {
            Optional<String> status = first(STATUS, group);
            if (status.isPresent()) {
                return status.get();
            }
        }
        Matcher inWords = STATUS_IN_WORDS.matcher(words);
        if (!inWords.find()) {
            return null;
        }
        return inWords.group(1) == null ? inWords.group(2) : inWords.group(1);
    }

    private static Optional<String> first(Pattern pattern, String where) {
        Matcher found = pattern.matcher(where);
        return found.find() ? Optional.of(found.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static String start(ReceivedFile file) {
        int length = Math.min(file.content().length, LOOKED_AT);
        return new String(file.content(), 0, length, StandardCharsets.ISO_8859_1);
    }
}
