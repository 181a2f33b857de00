package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "For more information ring 01427 676676" at the end of West Lindsey's policy, in eleven languages. */
class LanguagesLineTest {

    private static final String NUMBER = "01427 676676";
    private static final char RIGHT_TO_LEFT_ISOLATE = '\u2067';
    private static final char LEFT_TO_RIGHT_ISOLATE = '\u2066';
    private static final char END_OF_ISOLATE = '\u2069';

    private final String line = TestCouncils.read()
            .get(TestCouncils.WEST_LINDSEY)
            .texts()
            .get("languages")
            .strip();
    private final List<String> languages = Arrays.stream(
                    line.substring(line.indexOf(NUMBER + ".") + NUMBER.length() + 1)
                            .split("·"))
            .map(String::strip)
            .toList();

    @Test
    @Clause("P21")
    void there_are_eleven_after_the_english_one_each_with_the_number_once() {
        assertThat(languages).hasSize(11).doesNotHaveDuplicates().allSatisfy(one -> assertThat(one)
                .containsOnlyOnce(NUMBER));
        assertThat(line.replace(NUMBER, "")).as("no other number").doesNotContainPattern("\\p{Nd}");
    }

    /** The letters of each language and no others, so that what was damaged shows. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "Bulgarian,  CYRILLIC,   За повече информация, а-яА-Я",
        "Estonian,   LATIN,      Lisainformatsiooni, a-zA-ZäöüõšžÄÖÜÕŠŽ",
        "Hungarian,  LATIN,      További információ, a-zA-ZáéíóöőúüűÁÉÍÓÖŐÚÜŰ",
        "Latvian,    LATIN,      Lai iegūtu vairāk informācijas, a-zA-ZāčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ",
        "Lithuanian, LATIN,      Norėdami gauti daugiau informacijos, a-zA-ZąčęėįšųūžĄČĘĖĮŠŲŪŽ",
        "Polish,     LATIN,      Aby uzyskać więcej informacji, a-zA-ZąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
        "Romanian,   LATIN,      Pentru mai multe informații, a-zA-ZăâîșțĂÂÎȘȚ",
        "Serbian,    CYRILLIC,   За више информација, абвгдђежзијклљмнњопрстћуфхцчџшЗ",
        "Hindi,      DEVANAGARI, अधिक जानकारी के लिए, \\u0900-\\u097f",
        "Arabic,     ARABIC,     لمزيد من المعلومات, \\u0621-\\u064a",
        "Urdu,       ARABIC,     مزید معلومات کے لیے, \\u0621-\\u06d2"
    })
    @Clause("P21")
    void each_is_written_in_its_own_letters(String language, UnicodeScript script, String words, String letters) {
        List<String> found =
                languages.stream().filter(one -> bare(one).startsWith(words)).toList();

        assertThat(found).as(language).hasSize(1);
        assertThat(bare(found.get(0)).replace(NUMBER, "")).matches("[" + letters + " ]+");
        assertThat(bare(found.get(0)).codePoints().filter(Character::isLetter).mapToObj(UnicodeScript::of))
                .containsOnly(script);
    }

    /** In Urdu and Arabic each letter stands where it is said, in logical order; Farsi yeh and keheh are Urdu's alone. */
    @Test
    void arabic_and_urdu_have_their_own_yeh_and_kaf() {
        assertThat(of("لمزيد")).doesNotContain("\u06cc", "\u06a9");
        assertThat(of("مزید")).doesNotContain("\u064a", "\u0643");
    }

    @Test
    void what_runs_from_right_to_left_is_isolated_and_so_is_the_number_in_it() {
        for (String one : List.of(of("لمزيد"), of("مزید"))) {
            assertThat(one)
                    .startsWith(String.valueOf(RIGHT_TO_LEFT_ISOLATE))
                    .endsWith(LEFT_TO_RIGHT_ISOLATE + NUMBER + END_OF_ISOLATE + END_OF_ISOLATE);
        }
        assertThat(line.chars().filter(sign -> sign == END_OF_ISOLATE).count())
                .isEqualTo(line.chars()
                        .filter(sign -> sign == RIGHT_TO_LEFT_ISOLATE || sign == LEFT_TO_RIGHT_ISOLATE)
                        .count());
    }

    @Test
    @Clause("P21")
    void every_number_is_seen_as_it_is_dialled_and_the_other_lines_stay_in_their_order() {
        String seen = asSeen(line);

        assertThat(seen.split(NUMBER, -1)).as("the English one and eleven").hasSize(13);
        assertThat(seen.indexOf("За повече")).isLessThan(seen.indexOf("Lisainformatsiooni"));
        assertThat(seen)
                .as("the number is on the left of the words, where the reader gets to last")
                .contains(NUMBER + LEFT_TO_RIGHT_ISOLATE);
    }

    private String of(String word) {
        return languages.stream()
                .filter(one -> one.contains(word + " "))
                .findFirst()
                .orElseThrow();
    }

    private static String bare(String one) {
        return one.replaceAll("[\\u2066-\\u2069]", "");
    }

    /** The signs from left to right, as they stand on a page. */
    private static String asSeen(String text) {
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_LEFT_TO_RIGHT);
        byte[] levels = new byte[text.length()];
        Object[] signs = new Object[text.length()];
        IntStream.range(0, text.length()).forEach(i -> {
            levels[i] = (byte) bidi.getLevelAt(i);
            signs[i] = text.charAt(i);
        });
        Bidi.reorderVisually(levels, 0, signs, 0, signs.length);
        return Arrays.stream(signs).map(String::valueOf).collect(Collectors.joining());
    }
}
