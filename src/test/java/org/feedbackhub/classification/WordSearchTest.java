package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordSearchTest {

    private static final List<List<String>> EXPRESSIONS = List.of(
            List.of("bins?", "bin (lorry|men)"),
            List.of("(my|our) neighbours?\\b[^.]{0,20}\\b(dog|noise)"),
            List.of("\\bmp\\b for", "\\w{2,4}-\\d"),
            List.of("(?<!not )happy", "£\\d+"),
            List.of("(?<=very )late"),
            List.of("żle", "école", "дом"),
            List.of("o", "i am"));
    private static final String[] PIECES = {
        "bin",
        "bins",
        "bin lorry",
        "my neighbour's dog",
        "our neighbour",
        "noise",
        "mp for",
        "ab-7",
        "not happy",
        "happy",
        "£30",
        "very late",
        "late",
        "żle",
        "école",
        "дом",
        "o",
        "i am",
        "oh",
        "cabin",
        "_bin_",
        "x",
        "1bin"
    };
    private static final String[] BETWEEN = {" ", "", ".", ", ", "\n", "\u2014", "'"};

    /** Trying only at the starts of words that can match finds what trying everywhere finds. */
    @Test
    void it_finds_what_the_expressions_find_by_themselves() {
        Random random = new Random(7);
        WordSearch search = new WordSearch(EXPRESSIONS, 0);
        for (int round = 0; round < 2_000; round++) {
            String text = text(random);
            assertThat(bySearch(search, text)).as(text).isEqualTo(oneByOne(text));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]).append(BETWEEN[random.nextInt(BETWEEN.length)]);
        }
        return text.toString();
    }

    private static List<String> bySearch(WordSearch search, String text) {
        int[] ends = new int[EXPRESSIONS.size()];
        List<List<String>> hits = new ArrayList<>();
        EXPRESSIONS.forEach(any -> hits.add(new ArrayList<>()));
        search.over(text, new WordSearch.Hits() {
            @Override
            public boolean wanted(int expression, int at) {
                return at >= ends[expression];
            }

            @Override
            public void hit(int expression, int start, int end) {
                hits.get(expression).add(start + " " + text.substring(start, end));
                ends[expression] = end;
            }
        });
        return hits.stream().map(List::toString).toList();
    }

    private static List<String> oneByOne(String text) {
        List<String> all = new ArrayList<>();
        for (List<String> any : EXPRESSIONS) {
            Matcher matcher = Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + String.join("|", any) + ")(?![\\p{L}\\p{N}])")
                    .matcher(text);
            List<String> hits = new ArrayList<>();
            while (matcher.find()) {
                hits.add(matcher.start() + " " + matcher.group());
            }
            all.add(hits.toString());
        }
        return all;
    }
}
