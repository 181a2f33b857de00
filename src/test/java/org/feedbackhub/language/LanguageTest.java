package org.feedbackhub.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pl | Dzień dobry, mój zielony kosz nie został opróżniony już drugi raz.
                    pl | dzien dobry prosze o odbior starej kanapy bo lezy przed domem od tygodnia
                    lt | Laba diena, mūsų gatvėje jau antra savaitė nešviečia žibintas.
                    lv | Labdien, mūsu ielā jau otro nedēļu nedeg neviens lukturis.
                    ro | Bună ziua, pe strada noastră nu mai arde becul de două săptămâni.
                    bg | Здравейте, на нашата улица от две седмици не свети лампата.
                    ru | Здравствуйте, на нашей улице уже две недели не горит фонарь.
                    uk | Доброго дня, на нашій вулиці вже два тижні не горить ліхтар.
                    pt | Bom dia, o candeeiro da nossa rua está apagado há duas semanas.
                    hu | Jó napot kívánok, az utcánkban már két hete nem ég a lámpa.
                    sk | Dobrý deň, na našej ulici už dva týždne nesvieti lampa.
                    cs | Dobrý den, v naší ulici už dva týdny nesvítí lampa, prosím o opravu.
                    et | Tere, meie tänaval ei põle lamp juba kaks nädalat.
                    tr | Merhaba, sokağımızdaki lamba iki haftadır yanmıyor, lütfen bakın.
                    ar | مرحبا، مصباح الشارع أمام بيتنا لا يعمل منذ أسبوعين
                    ur | السلام علیکم، ہماری گلی کی بتی دو ہفتوں سے خراب ہے
                    hi | नमस्ते, हमारी गली की बत्ती दो हफ्तों से खराब है
                    pa | ਸਾਡੀ ਗਲੀ ਦੀ ਬੱਤੀ ਦੋ ਹਫ਼ਤਿਆਂ ਤੋਂ ਖ਼ਰਾਬ ਹੈ
                    bn | আমাদের রাস্তার বাতি দুই সপ্তাহ ধরে জ্বলছে না
                    zh | 您好，我们街上的路灯已经两个星期不亮了。
                    es | Buenos días, la farola de nuestra calle lleva dos semanas apagada.
                    fr | Bonjour, le lampadaire de notre rue ne marche plus depuis deux semaines.
                    de | Guten Tag, die Laterne in unserer Straße brennt seit zwei Wochen nicht.
                    it | Buongiorno, il lampione della nostra via è spento da due settimane.
                    """)
    @Clause("P21")
    void each_language_of_the_residents_is_told(String code, String text) {
        assertThat(Language.of(text)).isEqualTo(code);
        assertThat(Language.isOther(Language.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The bin was not collected and I have had no reply from you.",
                "bins not emptied again mill lane scotter brown bin missed two weeks running",
                "No collection Mill Lane, Scotter. Brown bin. Third week. Rubbish everywhere. Disgraceful service.",
                "Pls can u tell them lads thanks from me they was brill, shifted all me old sofa",
                "Ta very much to Krzysztof and Agnieszka at Guildhall reception, absolutely lovely people"
            })
    void english_stays_english_however_it_is_written(String text) {
        assertThat(Language.of(text)).isEqualTo("en");
        assertThat(Language.isOther(Language.of(text))).isFalse();
    }

    @Test
    void a_short_line_tells_no_language() {
        assertThat(Language.of("bins!!")).isNull();
        assertThat(Language.isOther(null)).isFalse();
    }
}
