package org.feedbackhub.letter;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * How far what was read is from what stands on the page: the fewest signs, or words, that must be put in, left out or replaced, of
 * those that stand there. Line ends count as blanks, and typographic quotes and dashes as plain ones.
 */
record ErrorRate(long errors, long length) {

    static ErrorRate ofSigns(String truth, String read) {
        List<Integer> wanted = plain(truth).codePoints().boxed().toList();
        return new ErrorRate(distance(wanted, plain(read).codePoints().boxed().toList()), wanted.size());
    }

    static ErrorRate ofWords(String truth, String read) {
        List<String> wanted = Arrays.asList(plain(truth).split(" "));
        return new ErrorRate(distance(wanted, Arrays.asList(plain(read).split(" "))), wanted.size());
    }

    ErrorRate and(ErrorRate other) {
        return new ErrorRate(errors + other.errors, length + other.length);
    }

    double rate() {
        return length == 0 ? 0 : (double) errors / length;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[‘’‚`´]", "'")
                .replaceAll("[“”„]", "\"")
                .replaceAll("\\p{Pd}", "-")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static long distance(List<?> wanted, List<?> read) {
        int[] before = new int[read.size() + 1];
        for (int j = 0; j <= read.size(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= wanted.size(); i++) {
            int[] now = new int[read.size() + 1];
            now[0] = i;
            for (int j = 1; j <= read.size(); j++) {
                int replaced = before[j - 1] + (wanted.get(i - 1).equals(read.get(j - 1)) ? 0 : 1);
                now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[read.size()];
    }
}
