package org.feedbackhub.email;

import java.util.Locale;

/** Text in which nothing hides: characters that have no form of their own, or turn the direction, are shown by name. */
final class Visible {

    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int DELETE_PICTURE = 0x2421;
    private static final int SHOWN_AT_MOST = 500;

    private Visible() {}

    /** Line ends and tabs stay what they are. */
    static String text(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(point -> append(visible, point));
        return visible.toString();
    }

    /** One line, and not too long a one. */
    static String line(String text) {
        String line = HeaderText.oneLine(text);
        return text(line.length() <= SHOWN_AT_MOST ? line : line.substring(0, SHOWN_AT_MOST) + "…");
    }

    private static void append(StringBuilder visible, int point) {
        int type = Character.getType(point);
        if (point == '\n' || point == '\t') {
            visible.append((char) point);
        } else if (point < ' ') {
            visible.append((char) (CONTROL_PICTURES + point));
        } else if (point == DELETE) {
            visible.append((char) DELETE_PICTURE);
        } else if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
            visible.append(String.format(Locale.ROOT, "[U+%04X]", point));
        } else {
            visible.appendCodePoint(point);
        }
    }
}
