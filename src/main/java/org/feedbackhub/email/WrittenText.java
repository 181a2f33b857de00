package org.feedbackhub.email;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Separates what the person wrote from quoted history, signature and the lines that phones add. */
final class WrittenText {

    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?i)^\\s*(on\\b.{5,200}\\bwrote:|le\\b.{5,200}\\ba écrit\\s*:|am\\b.{5,200}\\bschrieb.{0,80}:)\\s*$");
    private static final Pattern HISTORY = Pattern.compile(
            "(?i)^\\s*(-{2,}\\s*(original message|forwarded message|ursprüngliche nachricht)\\s*-{2,}|_{20,})\\s*$");
    private static final Pattern OUTLOOK_FROM = Pattern.compile("(?i)^\\s*\\*?(from|von|de|od)\\*?\\s*:\\s*\\S.*");
    private static final Pattern OUTLOOK_NEXT =
            Pattern.compile("(?i)^\\s*\\*?(sent|date|to|gesendet|an|envoyé|à|wysłano|do|subject)\\*?\\s*:.*");
    private static final Pattern SIGNATURE = Pattern.compile("^--\\s?$");
    private static final Pattern SENT_FROM = Pattern.compile(
            "(?i)^\\s*(sent from (my|the|yahoo|outlook|mail)\\b.{0,60}|get outlook for (ios|android).{0,60}|sent via .{2,40}|wysłane z .{2,40})\\s*$");

    private WrittenText() {}

    /** What the person wrote; all of it if nothing would be left. */
    static String of(String fullText) {
        List<String> lines = fullText.lines().toList();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (startsHistory(lines, i) || SIGNATURE.matcher(line).matches()) {
                break;
            }
            if (!line.startsWith(">") && !SENT_FROM.matcher(line).matches()) {
                kept.add(line);
            }
        }
        String written = String.join("\n", kept).strip();
        return written.isEmpty() ? fullText.strip() : written;
    }

    private static boolean startsHistory(List<String> lines, int at) {
        String line = lines.get(at);
        String next = at + 1 < lines.size() ? lines.get(at + 1) : "";
        boolean attribution = ATTRIBUTION.matcher(line).matches()
                || !line.isBlank()
                        && ATTRIBUTION.matcher(line + " " + next.strip()).matches();
        boolean outlookHeader = OUTLOOK_FROM.matcher(line).matches()
                && OUTLOOK_NEXT.matcher(next).matches();
        return at > 0 && (attribution || outlookHeader) || HISTORY.matcher(line).matches() && hasTextBefore(lines, at);
    }

    private static boolean hasTextBefore(List<String> lines, int at) {
        return lines.subList(0, at).stream().anyMatch(line -> !line.isBlank());
    }
}
